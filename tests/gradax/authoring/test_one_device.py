"""Notebook 07 on one device, where a wrong average looks right: the notebook and its checks say so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gradax.course import Course
from gradax.course.notebook import grade_id_of, is_code, source_of

PARALLEL = Course.open(Path(__file__).parents[3]).assignment("07_parallel_training")
CODE = [cell for cell in PARALLEL.notebook["cells"] if is_code(cell)]
CHECK = """
import sys
from pathlib import Path
from gradax.learning.check import run_checks
from gradax.learning.workplace import locate
exercise, folder = sys.argv[1:]
card = run_checks(locate(exercise, Path(folder)), exercise, {})
assert not card.passed
print(*(line.message for line in card.lines), sep="\\n")
"""


def on_one_device(source, *arguments):
    environment = os.environ | {"JAX_NUM_CPU_DEVICES": "1", "JAX_PLATFORMS": "cpu", "MPLBACKEND": "agg"}
    command = [sys.executable, "-c", source, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("exercise", ["make_update", "train"])
def test_the_check_says_so(exercise):
    said = on_one_device(CHECK, exercise, str(PARALLEL.notebook_path.parent))
    assert "There is one device only, where nothing can be checked: a wrong average looks right." in said


def test_a_cell_says_so():
    cell = next(cell for cell in CODE if "One device only" in source_of(cell))
    assert "One device only: nothing below means anything." in on_one_device(f"import jax\n{source_of(cell)}")


def test_the_setup_takes_eight_cpu_devices_in_place_of_one():
    setup = next(cell for cell in CODE if grade_id_of(cell) == "setup")
    assert on_one_device(f"{source_of(setup)}\nprint(jax.local_device_count())") == "8\n"

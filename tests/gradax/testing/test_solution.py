import os
import subprocess
import sys

import pytest

from gradax.course import CourseError
from gradax.testing.runner import run_tests
from gradax.testing.solution import Solutions, assignment_of, load_reference


def test_the_reference_runs_the_solution_cells(tiny_course):
    reference = load_reference(tiny_course.assignment())
    assert reference.clamp(3.0, 0.0, 1.0) == 1.0


def test_demonstrations_and_grade_cells_are_not_run(tiny_course):
    tiny_course.cells[-1]["source"] = "raise RuntimeError"
    tiny_course.cells[3]["source"] = "raise RuntimeError"
    tiny_course.write_notebook()
    load_reference(tiny_course.assignment())


def test_a_cell_that_does_not_run_is_named(tiny_course):
    tiny_course.cells[2]["source"] = "def clamp(x): pass\nclamp(1 / 0)"
    tiny_course.write_notebook()
    with pytest.raises(CourseError) as raised:
        load_reference(tiny_course.assignment())
    assert str(raised.value) == (
        f"{tiny_course.assignment().notebook_path}: the cell `clamp` does not run: "
        "ZeroDivisionError: division by zero (line 2: clamp(1 / 0))"
    )


def test_each_reference_has_a_namespace_of_its_own(tiny_course):
    first, second = load_reference(tiny_course.assignment()), load_reference(tiny_course.assignment())
    assert first._transport is not second._transport


def test_plain_pytest_loads_an_assignment_once(tiny_course):
    people = Solutions()
    hidden = tiny_course.root / "tests" / tiny_course.name / "test_clamp.py"
    checks = tiny_course.root / "source" / tiny_course.name / "checks" / "test_clamp.py"
    assert people.student(hidden)._transport is people.reference(checks)._transport


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("tests/01_tiny/test_clamp.py", True),
        ("source/01_tiny/checks/test_clamp.py", True),
        ("source/01_tiny/test_clamp.py", False),
        ("tests/01_tiny/checks/test_clamp.py", False),
        ("tests/gradax/test_results.py", False),
        ("test_clamp.py", False),
    ],
)
def test_a_file_belongs_to_an_assignment_by_its_place(tiny_course, path, ours):
    found = assignment_of(tiny_course.root / path)
    assert (found is not None and found.name == tiny_course.name) == ours


def test_a_courses_own_files_leave_no_module_behind_when_run(tiny_course):
    hidden = tiny_course.root / "tests" / tiny_course.name / "test_clamp.py"
    reference = load_reference(tiny_course.assignment())
    run_tests([hidden], lambda exercise: reference)  # imports NumPy's random numbers, which stay
    before = set(sys.modules)
    results = run_tests([hidden], lambda exercise: reference)
    assert {result.verdict.value for result in results["clamp"]} == {"passed"}
    assert set(sys.modules) == before
    assert not list(tiny_course.root.rglob("__pycache__"))


DEVICES = """
import sys
from pathlib import Path
import jax
from gradax.course import Course, CourseError
from gradax.testing.solution import load_reference
if sys.argv[2] == "started":
    jax.devices()
try:
    load_reference(Course.open(Path(sys.argv[1])).assignments[0])
    print(jax.device_count())
except CourseError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        ("fresh", "8"),
        ("started", "this needs 8 CPU devices, and JAX already runs with fewer; set JAX_NUM_CPU_DEVICES=8 in the "
         "environment."),
    ],
)  # fmt: skip
def test_an_assignment_gets_its_devices(tiny_course, backend, said):
    text = (tiny_course.root / "course.yaml").read_text()
    tiny_course.write("course.yaml", text.replace("    title: One exercise\n", "    title: One\n    devices: 8\n"))
    environment = {name: value for name, value in os.environ.items() if name != "JAX_NUM_CPU_DEVICES"}
    done = subprocess.run(
        [sys.executable, "-c", DEVICES, str(tiny_course.root), backend],
        capture_output=True, text=True, timeout=60, check=True, env=environment,
    )  # fmt: skip
    assert done.stdout.strip() == said

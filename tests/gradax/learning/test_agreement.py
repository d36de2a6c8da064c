"""Notebook, terminal and grader read the same notebook: generated cells in a real kernel, in a rerun and in a guest."""

import ast
import itertools
import json
import textwrap
from contextlib import suppress

import nbformat
import pytest
from nbclient import NotebookClient

from gradax.learning.rerun import rerun
from gradax.wire.failures import StudentFailure

pytestmark = pytest.mark.slow


def prompted(body):
    first, *rest = body.splitlines()
    return "\n".join([f">>> {first}", *(f"... {line}" for line in rest)])


SETTINGS = (
    "{}".format,
    "%%time\n{}".format,
    "%%capture\n{}".format,
    "!true\n{}".format,
    "!true \\\n  --quiet\n{}".format,
    "%matplotlib inline\n{}".format,
    "{}\n%pwd".format,
    "{}\nint?".format,
    prompted,
    lambda body: textwrap.indent(body, "    "),
)
BODIES = (
    "x = 7 % 4",
    "x = (7\n     % 4)",
    "x = 10 \\\n  % 4",
    "x = 'what? %time !rm'",
    "x = 1; y = x  # really?",
    "def f(a):\n    return a % 3\nx = f(7)",
    "class A:\n    n = 3\nx = A.n",
    "for x in range(3):\n    pass",
    "if True:\n    x = !true",
    "%time x = 5",
    "x = %time 3 + 4",
)
CHECK = '''\
from gradax.testing import expect

def test_last(student):
    """As in a kernel."""
    expect(student.last(0) == {!r}, "other values")
'''
CELLS = [setting(body) for setting, body in itertools.product(SETTINGS, BODIES)]
NOTE = 'seen.append(globals().pop("x", "absent"))'
FIRST, LAST = "seen = []", "def last(x):\n    return [repr(each) for each in seen]"
SOURCES = [FIRST, *itertools.chain.from_iterable((source, NOTE) for source in CELLS), LAST]


@pytest.fixture(scope="module")
def in_a_kernel():
    """What each cell leaves in a real kernel."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in [*SOURCES, "print(last(0))"]]
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    return ast.literal_eval(notebook.cells[-1]["outputs"][0]["text"])


def test_enough_of_them_leave_something(in_a_kernel):
    left = [each for each in in_a_kernel if each != repr("absent")]
    assert len(in_a_kernel) == len(CELLS)
    assert len(left) >= 60


def test_a_rerun_leaves_what_the_kernel_leaves(in_a_kernel, make, cell):
    place = make(last=LAST)
    notebook = place.notebook()
    setup, *others = notebook["cells"]
    notebook["cells"] = [setup, *map(cell, SOURCES[:-1]), *others]
    place.notebook_path.write_text(json.dumps(notebook))
    place.check_path("last").write_text(CHECK.format(in_a_kernel))
    (card,) = [each for each in rerun(place, ["last"]) if getattr(each, "exercise", None) == "last"]
    assert card.passed, card


def test_a_guest_leaves_what_the_kernel_leaves(in_a_kernel, zygote):
    guest = zygote.guest()
    try:
        for number, source in enumerate(SOURCES):
            with suppress(StudentFailure):  # what does not run in a kernel does not run here
                guest.request("cell", source=source, name=f"cell-{number}")
        assert guest.request("call", function="last", args=[0], kwargs={}) == in_a_kernel
    finally:
        guest.close()

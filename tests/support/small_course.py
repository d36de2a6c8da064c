"""A class of three small exercises, released; what students hand in is made from it."""

import copy
import json
from pathlib import Path

import pytest

NAME = "01_small"
SOLUTIONS = {
    "double": "def double(x):\n    return 2 * x\n",
    "negate": "def negate(x):\n    return -x\n",
    "join": "def join(a, b):\n    return [double(a), negate(b)]\n",
}
POINTS = {"double": 20.0, "negate": 30.0, "join": 50.0}
HIDDEN = '''\
"""Hidden tests for `{name}`."""

import pytest

from gradax.testing import expect


@pytest.mark.weight(3)
def test_value(student, rng):
    """The value is right."""
    x = float(rng.integers(3, 1000))
    {test}


def test_zero(student):
    """Zero is no exception."""
    x = 0.0
    {test}
'''
TESTS = {
    "double": 'expect(student.double(x) == 2 * x, "`double(x)` should be twice x.", code="not-twice")',
    "negate": 'expect(student.negate(x) == -x, "`negate(x)` should be -x.")',
    "join": 'expect(student.join(x, x) == [2 * x, -x], "`join(a, b)` should be twice a, then -b.")',
}
COURSE = f"""\
format_version: 1
title: A small course
assignments:
  - {{name: {NAME}, title: Three exercises}}
limits: {{call_seconds: 2, cell_seconds: 2, submission_seconds: 20, cpu_seconds: 10, memory_mib: 1000, notebook_mib: 1}}
environment: {{preload: []}}
"""


def cell(source, kind="code", name="", **metadata):
    made = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def nbgrader(grade_id, **more):
    made = {"grade": False, "grade_id": grade_id, "locked": False, "schema_version": 3, "solution": False}
    return made | {"cell_type": "code"} | more


def stub(name):
    head = SOLUTIONS[name].splitlines()[0]
    return f"{head}\n    # YOUR CODE HERE\n    raise NotImplementedError()\n"


def notebook(sources):
    """A notebook in which the exercises' solution cells have these sources."""
    cells = [
        cell("# Small exercises", "markdown", "cell-0"),
        cell("import math", name="setup", nbgrader=nbgrader("setup", locked=True)),
    ]
    for name, source in sources.items():
        test = f"test_{name}"
        cells += [
            cell(f"Write `{name}`.", "markdown", f"cell-{len(cells)}"),
            cell(source, name=name, nbgrader=nbgrader(name, solution=True)),
            cell(f'check("{name}")', name=test, nbgrader=nbgrader(test, grade=True, locked=True, points=POINTS[name])),
        ]
    cells += [
        cell("print(double(3))", name="shown", tags=["demo"]),
        cell("factor = 3", name="kept"),
    ]
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def release():
    """The released notebook."""
    return notebook({name: stub(name) for name in SOLUTIONS})


@pytest.fixture
def submitted(release):
    """A submission that is perfect; change it and hand it in."""
    made = copy.deepcopy(release)
    for entry in made["cells"]:
        if entry["id"] in SOLUTIONS:
            entry["source"] = SOLUTIONS[entry["id"]].splitlines(keepends=True)
    return made


class Handing:
    """Finds cells of a notebook and hands it in."""

    name, solutions, points = NAME, SOLUTIONS, POINTS
    cell = staticmethod(cell)

    @staticmethod
    def index(made, name):
        return next(i for i, entry in enumerate(made["cells"]) if entry["id"] == name)

    def find(self, made, name):
        return made["cells"][self.index(made, name)]

    @staticmethod
    def data(made):
        return json.dumps(made).encode()


@pytest.fixture(scope="session")
def hand():
    return Handing()


@pytest.fixture(scope="session")
def small_root(tmp_path_factory):
    """The course's folder; do not write in it, but for submissions of other tests' students."""
    return write_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def course_root(tmp_path):
    """A copy of the course for this test alone."""
    return write_course(tmp_path / "course")


def write_course(root: Path) -> Path:
    def write(name, text):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    write("course.yaml", COURSE)
    write(f"release/{NAME}/{NAME}.ipynb", json.dumps(notebook({name: stub(name) for name in SOLUTIONS})))
    write(f"source/{NAME}/{NAME}.ipynb", json.dumps(notebook(SOLUTIONS)))
    for name in SOLUTIONS:
        write(f"tests/{NAME}/test_{name}.py", HIDDEN.format(name=name, test=TESTS[name]))
    return root


@pytest.fixture(scope="session")
def protection():
    """What this machine gives; without any, our own code is trusted."""
    from gradax.grading.sandboxes import find_protection

    return find_protection(trusted=True)


@pytest.fixture(scope="session")
def zygote(protection):
    """A sandbox for plain Python."""
    from gradax.sandbox import Zygote

    with Zygote(protection, preload=(), memory_mib=500, trusted=protection is None) as made:
        yield made

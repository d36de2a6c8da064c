"""A tiny course, quick to release, verify and grade: one exercise in plain Python, no JAX."""

import json
from pathlib import Path

import pytest

from gradax.authoring.normal_form import normalise, to_text
from gradax.course import Assignment, Course

pytest_plugins = ["small_course", "class_results", "revised", "dask_cluster", "postgres"]  # tests/support

NAME = "01_tiny"
EXERCISE = "clamp"
SOLUTION = '''\
def clamp(x, low, high):
    """Return the number nearest to x between low and high."""
    ### BEGIN SOLUTION
    bounded_below = max(low, float(x))
    return min(high, bounded_below)
    ### END SOLUTION'''
HIDDEN = '''\
"""Hidden tests for `clamp`."""

import pytest

from gradax.testing import expect


@pytest.mark.core
@pytest.mark.weight(2)
def test_stays_between_the_bounds(student, rng):
    """A number outside of the bounds becomes the nearer bound."""
    above, below = student.clamp(float(7 + rng.random()), 0.0, 1.0), student.clamp(float(-7 - rng.random()), 0.0, 1.0)
    expect(above == 1.0, "`clamp(x, 0, 1)` of a number above 1 should be 1, the upper bound.", code="above")
    expect(below == 0.0, "`clamp(x, 0, 1)` of a number below 0 should be 0, the lower bound.", code="below")


def test_leaves_a_number_within_alone(student, rng):
    """A number within the bounds stays as it is."""
    inside = float(rng.uniform(0.1, 0.9))
    expect(student.clamp(inside, 0.0, 1.0) == inside, "`clamp(x, 0, 1)` should give back an x between 0 and 1.")


@pytest.mark.core
def test_bounds_may_be_negative(student):
    """Bounds below zero work too."""
    expect(student.clamp(0.0, -3.0, -2.0) == -2.0, "`clamp(0, -3, -2)` should be -2: the upper bound is negative here.")
    expect(student.clamp(-5.0, -3.0, -2.0) == -3.0, "`clamp(-5, -3, -2)` should be -3: the lower bound is negative.")
'''
CHECK = '''\
"""Visible checks for `clamp`."""

from gradax.testing import expect


def test_a_large_number(student):
    """Nine is too large."""
    expect(student.clamp(9.0, 0.0, 1.0) == 1.0, "9 lies above the upper bound.")
'''
HINTS = "Which is the nearest point of an interval?\n---\nTwo comparisons do.\n---\n`min` of a `max`.\n"
ANSWERS = {
    "right_nested": "# One expression.\ndef clamp(x, low, high):\n    return max(low, min(high, x))\n",
    "right_sorted": "# The middle one of three.\ndef clamp(x, low, high):\n    return sorted((low, x, high))[1]\n",
    "wrong_no_lower": (
        "# Forgets the lower bound.\n# fails: test_stays_between_the_bounds, test_bounds_may_be_negative\n"
        "def clamp(x, low, high):\n    return min(high, x)\n"
    ),
    "wrong_no_upper": (
        "# Forgets the upper bound.\n# fails: test_stays_between_the_bounds, test_bounds_may_be_negative\n"
        "def clamp(x, low, high):\n    return max(low, x)\n"
    ),
    "wrong_absolute": (
        "# Takes the bounds without their signs.\n# fails: test_bounds_may_be_negative\n"
        "def clamp(x, low, high):\n    return max(abs(low), min(abs(high), x))\n"
    ),
    "wrong_constant": (
        "# Always the lower bound.\n"
        "# fails: test_stays_between_the_bounds, test_leaves_a_number_within_alone, test_bounds_may_be_negative\n"
        "def clamp(x, low, high):\n    return low\n"
    ),
}
COURSE = f"""\
format_version: 1
title: A tiny course
assignments:
  - name: {NAME}
    title: One exercise
limits:
  call_seconds: 3
  cell_seconds: 5
  submission_seconds: 30
environment:
  preload: []
"""
NBGRADER_CONFIG = """\
from pathlib import Path
from gradax.course import Course
from gradax.gradebook.config import configure
configure(get_config(), Course.open(Path(__file__).parent))
"""


def markdown(source):
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source, *, tags=(), **nbgrader):
    metadata: dict = {"tags": list(tags)} if tags else {}
    if nbgrader:
        metadata["nbgrader"] = {"grade": False, "locked": False, "solution": False, "schema_version": 3} | nbgrader
    return {"cell_type": "code", "metadata": metadata, "source": source}


def exercise_cells(name, solution, points):
    """An exercise's solution cell and grade cell."""
    return [
        code(solution, grade_id=name, solution=True),
        code(
            f'check("{name}")',
            tags=["raises-exception"],
            grade_id=f"test_{name}",
            grade=True,
            locked=True,
            points=points,
        ),
    ]


def by_hand_cells():
    """A written answer and a task, which people grade."""
    about = {"grade": True, "locked": False, "points": 5, "schema_version": 3, "solution": True}
    task = about | {"grade": False, "grade_id": "draw", "locked": True, "solution": False, "task": True}
    answer = markdown("Because the nearest bound is the nearest point of all.")
    answer["metadata"] = {"nbgrader": about | {"grade_id": "explain"}}
    scheme = "### BEGIN MARK SCHEME\nOne point for either axis and its label.\n### END MARK SCHEME"
    question = markdown(f"Draw it.\n\n{scheme}")
    question["metadata"] = {"nbgrader": task}
    return [markdown("Why does it do?"), answer, question]


class TinyCourse:
    """A course of one assignment with one exercise, `clamp`; change its files and look what happens."""

    name, exercise = NAME, EXERCISE

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("course.yaml", COURSE)
        self.write("nbgrader_config.py", NBGRADER_CONFIG)
        self.cells = [
            markdown("# Intervals\n\nClamp a number to an interval."),
            code("from gradax import check, hint", grade_id="setup", locked=True),
            *exercise_cells(EXERCISE, SOLUTION, 100),
            code("clamp(3, 0, 1)", tags=["demo"]),
        ]
        self.write_notebook()
        self.write(f"source/{NAME}/checks/test_{EXERCISE}.py", CHECK)
        self.write(f"source/{NAME}/hints/{EXERCISE}.md", HINTS)
        self.write(f"tests/{NAME}/test_{EXERCISE}.py", HIDDEN)
        for slug, source in ANSWERS.items():
            self.write(f"tests/{NAME}/answers/{EXERCISE}/{slug}.py", source)

    def write(self, name: str, text: str) -> Path:
        """Write a file below the course's folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def write_notebook(self) -> None:
        """Write `cells` as the instructor notebook, in normal form."""
        notebook = normalise({"cells": self.cells})
        self.write(f"source/{NAME}/{NAME}.ipynb", to_text(notebook))

    def open(self) -> Course:
        """The course, read anew."""
        return Course.open(self.root)

    def assignment(self) -> Assignment:
        """Its assignment, read anew."""
        return self.open().assignment(NAME)

    def released(self) -> dict:
        """The released notebook."""
        return json.loads((self.root / "release" / NAME / f"{NAME}.ipynb").read_text())


@pytest.fixture
def tiny_course(tmp_path):
    """A tiny course in a temporary folder."""
    return TinyCourse(tmp_path / "course")


@pytest.fixture(scope="session")
def tiny_course_class():
    """The builder itself, for fixtures that share a course among several tests."""
    return TinyCourse


@pytest.fixture
def open_folder(tmp_path):
    """A temporary folder that everybody may reach and read."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(0o755)
    return tmp_path

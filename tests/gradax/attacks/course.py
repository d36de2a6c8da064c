"""The course that is attacked, with canaries in all places that somebody may want to read."""

from __future__ import annotations

import json
import secrets
import shutil
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from gradax.authoring.release import release
from gradax.gradebook.config import nbgrader_config
from tests.gradax.conftest import TinyCourse, code, exercise_cells, markdown

EXERCISE = "affine"
HONEST = "def affine(x):\n    return 3 * x + 1\n"
VICTIM = "victim"
LIMITS = {
    "call_seconds": 2,
    "cell_seconds": 2,
    "submission_seconds": 8,
    "cpu_seconds": 3,
    "memory_mib": 400,
    "notebook_mib": 1,
}
POINTS = 60.0

COURSE = f"""\
format_version: 1
title: A course that everybody attacks
assignments:
  - {{name: {TinyCourse.name}, title: One exercise}}
limits: {json.dumps(LIMITS)}
environment: {{preload: [jax]}}
"""
SOLUTION = '''\
def affine(x):
    """Return 3 x + 1 for a float32 array x."""
    ### BEGIN SOLUTION
    # {solution}
    return 3 * x + 1
    ### END SOLUTION'''
CHECK = '''\
"""Visible checks for `affine`."""

import numpy as np

from gradax.testing import expect


def test_an_example(student):
    """Two becomes seven."""
    (seven,) = student.affine(np.array([2.0], np.float32)).tolist()
    expect(seven == 7.0, "`affine` of [2.] should be [7.].")
'''
HIDDEN = '''\
"""Hidden tests for `affine`. {hidden}"""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, probe


@probe
def slopes(student, x, weights, note):
    """What JAX differentiates it to."""
    import jax

    about = "{probe}"
    return {{"slopes": jax.grad(lambda x: (weights * student.affine(x)).sum())(x), "about": len(about + note)}}


@probe
def program(student, x):
    """What JAX compiles it to."""
    import jax

    from gradax.testing.detectors import jaxpr, traces

    jitted = jax.jit(student.affine)
    values = jitted(x)
    return {{
        "values": values,
        "equations": jaxpr.count_equations(student.affine, x),
        "python_runs": traces.python_runs(jitted, x),
    }}


def drawn(rng, *shape):
    return rng.normal(size=shape).astype(np.float32)


@pytest.mark.weight(2)
def test_values_of_a_vector(student, rng):
    """Each entry x becomes 3 x + 1."""
    x = drawn(rng, 6)
    expect_close(student.affine(x), 3 * x + 1, what="`affine(x)`")


def test_a_matrix_keeps_its_shape_and_dtype(student, rng):
    """A matrix stays a matrix of float32."""
    x = drawn(rng, 2, 3)
    got = expect_array(student.affine(x), what="`affine(x)`", shape=(2, 3), dtype=np.float32)
    expect_close(got, 3 * x + 1, what="`affine(x)`")


def test_its_slope_is_three(student, rng):
    """JAX can differentiate it."""
    x, weights = drawn(rng, 6), drawn(rng, 6)
    seen = student.probe(slopes, x=x, weights=weights, note="{input}")
    expect_close(seen["slopes"], 3 * weights, what="the gradient of `affine`")


def test_it_compiles(student, rng):
    """Under `jit` it is one small program."""
    x = drawn(rng, 6)
    seen = student.probe(program, x=x)
    expect_close(seen["values"], 3 * x + 1, what="`jax.jit(affine)(x)`")
    expect(seen["equations"] in (2, 3, 4), "`affine` should be a product and a sum.")
    expect(seen["python_runs"] == 0, "`jax.jit(affine)` should not run Python again.")
'''
WRONG_ANSWER = """\
# Forgets the one. {bank}
# fails: test_values_of_a_vector
def affine(x):
    return 3 * x
"""


class Canaries(dict[str, str]):
    """Words that nobody but us can know, by the place that they are planted in."""

    PLACES = ("hidden", "probe", "input", "solution", "bank", "student", "gradebook", "environment", "host")

    def __init__(self) -> None:
        super().__init__({place: f"canary-{place}-{secrets.token_hex(8)}" for place in self.PLACES})

    def sung_in(self, data: bytes) -> set[str]:
        """The places whose canary is in `data`."""
        return {place for place, word in self.items() if word.encode() in data}


class AttackedCourse(TinyCourse):
    """A course of one exercise, `affine`, released; a victim's submission of it is graded already."""

    exercise = EXERCISE

    def __init__(self, root: Path, canaries: Canaries) -> None:
        self.root = root
        self.canaries = canaries
        super().__init__(root)
        for folder in ("source", "tests"):
            shutil.rmtree(root / folder)
        self.cells = [
            markdown("# Affine\n\n`affine(x)` gives 3 x + 1."),
            code("from gradax import check\nimport jax\nimport jax.numpy as jnp", grade_id="setup", locked=True),
            *exercise_cells(EXERCISE, SOLUTION.format_map(canaries), POINTS),
        ]
        self.write("course.yaml", COURSE)
        self.write_notebook()
        self.write(f"source/{self.name}/checks/test_{EXERCISE}.py", CHECK)
        self.write(f"tests/{self.name}/test_{EXERCISE}.py", HIDDEN.format_map(canaries))
        self.write(f"tests/{self.name}/answers/{EXERCISE}/wrong_no_one.py", WRONG_ANSWER.format_map(canaries))
        release(self.open(), self.assignment())
        self.hand_in(VICTIM, f"# {canaries['student']}\n{HONEST}")
        self._name_the_victim()

    def notebook(self, source: str) -> dict[str, Any]:
        """The released notebook with this in the solution cell."""
        notebook = self.released()
        next(cell for cell in notebook["cells"] if cell["id"] == EXERCISE)["source"] = source
        return notebook

    def hand_in(self, student: str, source: str) -> None:
        """A submission of which only the solution is special."""
        self.write(f"submitted/{student}/{self.name}/{self.name}.ipynb", json.dumps(self.notebook(source)))

    def _name_the_victim(self) -> None:
        coursedir = CourseDirectory(config=nbgrader_config(self.open()))
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            gradebook.update_or_create_student(VICTIM, first_name=self.canaries["gradebook"])

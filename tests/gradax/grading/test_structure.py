"""Structure is that of the program that gave the values, whatever the student's process says."""

import pytest

from gradax.course import Course
from gradax.grading.grade import grade_submission, release_of
from gradax.sandbox import Zygote
from gradax.submission.canonical import with_answers

NAME = "01_small"
TESTS = '''"""Tests."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, probe


@probe
def made(student):
    """The function itself."""
    return student.double


@pytest.mark.core
def test_has_no_loop(student, rng):
    """It has no loop."""
    x = rng.normal(size=5).astype(np.float32)
    small, larger = student.export(made, x), student.export(made, np.zeros(50, np.float32))
    expect_close(small(x), 2 * x, what="`double(x)`")
    expect(small.size == larger.size, "It grows.", code="grows")
'''
RIGHT = "import jax.numpy as jnp\ndef double(x):\n    return jnp.asarray(x) * 2\n"
LOOPED = "import jax.numpy as jnp\ndef double(x):\n    return jnp.stack([2 * each for each in x])\n"
PATCHES = """
import jax
from gradax.testing.detectors import jaxpr, programs
jax.make_jaxpr = lambda f: lambda *args: jax.make_jaxpr_of_one
jaxpr.count_equations = jaxpr.primitives = lambda f, *args: {"mul": 1}
programs.size = programs.loops = lambda program: 1
"""
OTHERS_PROGRAM = """
import jax, jax.numpy as jnp
from gradax.testing.detectors import programs
true = programs.exported
programs.exported = lambda f, args: true(lambda x: jnp.zeros_like(x), args)
"""
TWO_FACED = """
import jax, jax.numpy as jnp
def double(x):
    if isinstance(x, jax.core.Tracer):
        jax.debug.print("{x}", x=x[0])
        return 0 * x
    return jnp.stack([2 * each for each in x])
"""
CALLS_BACK = """
import jax, jax.numpy as jnp, numpy as np
def double(x):
    return jax.pure_callback(lambda x: np.stack([2 * each for each in np.asarray(x)]), jnp.asarray(x), x)
"""
PRINTS = """
import jax, jax.numpy as jnp
def double(x):
    jax.debug.print("{x}", x=x[0])
    return jnp.asarray(x) * 2
"""
NO_PROGRAM = """
from gradax.testing.detectors import programs
programs.exported = lambda f, args: None
"""


@pytest.fixture(scope="module")
def zygote(protection):
    """A sandbox in which JAX and the detectors were loaded before any student's code."""
    preload = ("jax", "gradax.testing.detectors")
    with Zygote(protection, preload=preload, memory_mib=500, trusted=protection is None) as made:
        yield made


@pytest.fixture
def graded(course_root, zygote):
    """The result of `double`, judged by what its program is."""
    (course_root / "tests" / NAME / "test_double.py").write_text(TESTS)

    def graded(double):
        assignment = Course.open(course_root).assignment(NAME)
        result = grade_submission(assignment, "ada", with_answers(release_of(assignment), {"double": double}), zygote)
        return result, next(exercise for exercise in result.exercises if exercise.name == "double")

    return graded


def test_a_right_answer_scores(graded):
    result, double = graded(RIGHT)
    assert double.score == double.max_score
    assert not result.replaced


def test_a_loop_is_seen_though_everything_says_otherwise(graded):
    result, double = graded(LOOPED + PATCHES)
    assert double.score == 0
    assert "jax.make_jaxpr" in result.replaced


def test_another_functions_program_has_the_other_functions_values(graded):
    _, double = graded(LOOPED + OTHERS_PROGRAM)
    assert double.score == 0


def test_a_function_that_prints_scores(graded):
    _, double = graded(PRINTS)
    assert double.score == double.max_score


def test_a_function_with_another_face_where_it_is_traced_is_run_as_it_is_measured(graded):
    _, double = graded(TWO_FACED)
    assert double.score == 0


def test_a_loop_in_a_callback_is_no_part_of_a_program(graded):
    _, double = graded(CALLS_BACK)
    assert double.score == 0
    assert "Take out callbacks into Python" in double.tests[0].message


def test_whoever_denies_a_program_gains_nothing(graded):
    _, double = graded(LOOPED + NO_PROGRAM)
    assert double.score == 0

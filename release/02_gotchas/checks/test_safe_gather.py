"""Visible checks of `safe_gather`."""

import numpy as np

from gradax.testing import expect_array, expect_close, probe, recognise

X = np.array([10, 20, 30], np.int32)
INDICES = np.array([2, 3, -1, 0], np.int32)
CALL = "`safe_gather(jnp.array([10, 20, 30]), jnp.array([2, 3, -1, 0]), -5)`"


@probe
def jitted(student, x, i):
    """The result with `x` and `i` traced."""
    import jax

    return jax.jit(lambda x, i: student.safe_gather(x, i, -5))(x, i)


def test_the_worked_example(student):
    """The example in the text gives [30, -5, -5, 10]."""
    got = student.safe_gather(X, INDICES, -5)
    recognise(got, np.array([30, -5, 30, 10]), f"{CALL} reads the last entry for -1. It is outside here.")
    recognise(got, np.array([30, 30, -5, 10]), f"{CALL} clamps the 3 to the last entry. It is outside.")
    recognise(got, np.array([30, 30, 30, 10]), f"{CALL} is what `x[i]` gives. See section 3.")
    expect_close(got, np.array([30, -5, -5, 10], np.int32), what=CALL, because="See section 3.")


def test_shape_and_dtype(student):
    """The result has the shape of `i` and the dtype of `x`."""
    floats = np.array([0.5, 1.5], np.float32)
    got = student.safe_gather(floats, np.array([[0, 1, 2]], np.int32), 0.0)
    expect_array(got, what="`safe_gather(x, i, 0.0)` for `i` of shape (1, 3)", shape=(1, 3), dtype=np.float32)


def test_works_under_jit(student):
    """It works under `jit`."""
    want = np.array([30, -5, -5, 10], np.int32)
    expect_close(student.probe(jitted, x=X, i=INDICES), want, what=f"{CALL} under `jit`")

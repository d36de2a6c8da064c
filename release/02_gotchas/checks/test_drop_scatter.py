"""Visible checks of `drop_scatter`."""

import numpy as np

from gradax.testing import expect_array, expect_close, probe, recognise

ZEROS = np.zeros(3, np.float32)
INDICES = np.array([1, -1, 3], np.int32)
V = np.array([5.0, 6.0, 7.0], np.float32)
CALL = "`drop_scatter(jnp.zeros(3), jnp.array([1, -1, 3]), jnp.array([5.0, 6.0, 7.0]))`"


@probe
def compiled(student, places):
    """The example of the text, compiled."""
    import jax
    import jax.numpy as jnp

    return jax.jit(student.drop_scatter)(jnp.zeros(3), places, jnp.array([5.0, 6.0, 7.0]))


def test_the_worked_example(student):
    """The example in the text gives [0, 5, 0]."""
    got = student.drop_scatter(ZEROS, INDICES, V)
    recognise(got, np.array([0.0, 5.0, 6.0]), f"{CALL} writes the last place for -1. See section 3.")
    recognise(got, ZEROS, f"{CALL} writes nothing. `.at[i].set(v)` gives a new array: return it.")
    expect_close(got, np.array([0.0, 5.0, 0.0], np.float32), what=CALL, because="-1 and 3 are outside.")


def test_the_first_and_the_last_place(student):
    """The first and the last place are written, whatever else is dropped."""
    got = student.drop_scatter(ZEROS, np.array([0, -1, 5, 2], np.int32), np.array([1.0, 2.0, 3.0, 4.0], np.float32))
    because = "0 and 2 are inside; what is meant for -1 and 5 must disturb neither."
    what = "`drop_scatter(jnp.zeros(3), jnp.array([0, -1, 5, 2]), jnp.array([1.0, 2.0, 3.0, 4.0]))`"
    expect_close(got, np.array([1.0, 0.0, 4.0], np.float32), what=what, because=because)


def test_integers_stay_integers(student):
    """Floats that are written into integers lose their fraction."""
    got = student.drop_scatter(np.array([1, 2, 3], np.int32), np.array([0], np.int32), np.array([7.75], np.float32))
    what = "`drop_scatter(jnp.array([1, 2, 3]), jnp.array([0]), jnp.array([7.75]))`"
    expect_array(got, what=what, shape=(3,), dtype=np.int32)
    expect_close(got, np.array([7, 2, 3], np.int32), what=what, because="Convert with `v.astype(x.dtype)`.")


def test_works_under_jit(student):
    """It works under `jit`."""
    got = student.probe(compiled, places=INDICES)
    expect_close(got, np.array([0.0, 5.0, 0.0], np.float32), what=f"{CALL} under `jit`")

"""Visible checks for `set_border`."""

import numpy as np

from gradax.testing import HostArray, expect, expect_close, probe


@probe
def transformed(student, x, v):
    """Whether the result survives jit and vmap."""
    from gradax.testing.detectors import transformations

    return transformations.agree(student.set_border, x, v)


@probe
def after(student, x):
    """What was handed in, after the call."""
    student.set_border(x, 7.0)
    return x


def bordered(x, v):
    """The border set, in NumPy."""
    want = x.copy()
    want[[0, -1]] = v
    want[:, [0, -1]] = v
    return want


def test_example(student):
    """The example of the text, and one with integers."""
    zeros = np.zeros((3, 4), np.float32)
    expect_close(student.set_border(zeros, 7.0), bordered(zeros, 7), what="`set_border(jnp.zeros((3, 4)), 7.0)`")
    numbers = np.arange(20, dtype=np.int32).reshape(4, 5)
    expect_close(student.set_border(numbers, -1), bordered(numbers, -1), what="`set_border(x, -1)` for integers")


def test_numpy_array_is_left_alone(student):
    """A NumPy array may come in, and stays as it was."""
    zeros = np.zeros((3, 4), np.float32)
    because = "Make a JAX array of it first, `jnp.asarray(x)`, and new ones from that."
    expect_close(
        student.probe(after, x=HostArray(zeros)), zeros, what="`x` after `set_border(x, 7.0)`", because=because
    )


def test_under_jit_and_vmap(student):
    """It works under `jax.jit` and `jax.vmap`."""
    seen = student.probe(transformed, x=np.zeros((3, 4), np.float32), v=np.float32(7))
    expect(seen == {"jit": True, "vmap": True}, "`set_border` gives something else under `jax.jit` or `jax.vmap`.")

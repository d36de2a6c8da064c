"""Visible checks for `set_border`."""

import numpy as np

from gradax.testing import HostArray, expect_close, probe, recognise


@probe
def both_ways(student, v):
    """Two matrices at once, mapped and compiled."""
    import jax
    import jax.numpy as jnp

    return jax.jit(jax.vmap(student.set_border, in_axes=(0, None)))(jnp.zeros((2, 3, 4)), v)


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
    got = student.set_border(zeros, 7.0)
    because = "`x.at[i].set(v)` gives a new array: give it a name, and go on with that."
    recognise(got, zeros, f"`set_border(jnp.zeros((3, 4)), 7.0)` gives `x` back as it was. {because}")
    expect_close(got, bordered(zeros, 7), what="`set_border(jnp.zeros((3, 4)), 7.0)`")
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
    want = np.stack([bordered(np.zeros((3, 4), np.float32), 7)] * 2)
    got = student.probe(both_ways, v=7.0)
    expect_close(got, want, what="`set_border`, mapped over two matrices and compiled,")

"""Visible checks of `normalised_conv`, on however many devices there are."""

import numpy as np

from gradax.testing import expect_close, probe, recognise

X = np.array([[1.0, 2.0], [3.0, -4.0]], np.float32)


@probe
def two_members(student, axis):
    """The results of two members, with a kernel of a single one."""
    import jax
    import jax.numpy as jnp

    def member(signal):
        return student.normalised_conv(jnp.array([1.0]), signal, axis)

    return jax.vmap(member, axis_name=axis)(jnp.array([[1.0, 2.0], [3.0, -4.0]]))


@probe
def by_pmap(student):
    """The sum of all absolute values under pmap, on all devices."""
    import jax
    import jax.numpy as jnp

    xs = jnp.arange(jax.local_device_count() * 4.0).reshape(-1, 4)
    y = jax.pmap(lambda x: student.normalised_conv(jnp.array([1.0, -2.0]), x, "d"), axis_name="d")(xs)
    return float(abs(y).sum())


def test_the_worked_example(student):
    """The example in the text, with a negative number: [[0.1, 0.2], [0.3, -0.4]]."""
    got, y = student.probe(two_members, axis="i"), X
    recognise(got, y / abs(y).sum(1, keepdims=True), "Each member is divided by its own sum. Sum over all of them.")
    recognise(got, y / 5, "The divisor is the mean over the members. Take the sum.")
    recognise(got, y / 2, "The divisor is a sum without absolute values.")
    expect_close(got, y / 10, what="`normalised_conv` under `vmap`")


def test_another_name(student):
    """The axis may have any name."""
    got = student.probe(two_members, axis="zebra")
    because = "Use the `axis_name` that the function is given."
    expect_close(got, X / 10, what='`normalised_conv(w, x, "zebra")` under `vmap`', because=because)


def test_under_pmap(student):
    """Under `pmap` all absolute values together add up to 1."""
    expect_close(student.probe(by_pmap), 1.0, what="the sum of all absolute values under `pmap`")

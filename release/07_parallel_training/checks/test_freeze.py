"""Visible checks of `freeze`."""

import numpy as np

from gradax.testing import expect, expect_close, probe

PARAMS = {"w": np.array([1.0, 2.0], np.float32), "w2": np.float32(3.0), "rest": {"w": np.float32(4.0)}}


@probe
def gradients(student, params, names):
    """The gradient of the sum of all squares."""
    import jax
    import jax.numpy as jnp

    def loss(params):
        return sum(jnp.sum(leaf**2) for leaf in jax.tree.leaves(student.freeze(params, names)))

    return jax.grad(loss)(params)


def test_the_values_stay(student):
    """The values stay as they are."""
    expect_close(student.freeze(PARAMS, ["w"]), PARAMS, what='`freeze(params, ["w"])`')


def test_gradients(student):
    """Of the sum of squares, the gradients are zero for what is frozen, and twice the value for all else."""
    want = {"w": np.zeros(2, np.float32), "w2": np.float32(6.0), "rest": {"w": np.float32(8.0)}}
    got = student.probe(gradients, params=PARAMS, names=["w"])
    because = '"w" freezes "w" alone, neither "w2" nor a "w" further down.'
    expect_close(got, want, what='the gradient through `freeze(params, ["w"])`', because=because)
    want = {"w": np.array([2.0, 4.0], np.float32), "w2": np.float32(6.0), "rest": {"w": np.float32(0)}}
    got = student.probe(gradients, params=PARAMS, names=["rest"])
    expect_close(got, want, what='the gradient through `freeze(params, ["rest"])`', because="An entry may be a tree.")


def test_a_missing_name(student):
    """A name that is not there raises a KeyError."""
    expect(
        student.raises(KeyError, "freeze", PARAMS, ["kernel"]),
        '`freeze(params, ["kernel"])` does not raise a `KeyError`, although there is no "kernel" in `params`.',
    )

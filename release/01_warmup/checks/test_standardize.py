"""Visible checks for `standardize`."""

import numpy as np

from gradax.testing import expect, expect_close, probe

X = np.array([[1.0, 0.0, 2.0], [3.0, 0.0, 8.0]], np.float32)


@probe
def transformed(student, x):
    """Whether the result survives jit and vmap."""
    from gradax.testing.detectors import transformations

    return transformations.agree(lambda x: student.standardize(x, 1, 0.5), x)


def test_example(student):
    """The example of the text, with one column more."""
    want = np.array([[-1.0, 0.0, -1.0], [1.0, 0.0, 1.0]], np.float32)
    because = "Subtract the mean of each column, then divide by the root of (its variance + `eps`)."
    expect_close(student.standardize(X), want, what="`standardize(x)`", because=because)


def test_other_axis_and_large_eps(student):
    """Along axis 1, with eps = 0.5."""
    want = (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + 0.5)
    because = "`axis`, `keepdims` and the place of `eps`: are all three as in the NumPy program?"
    expect_close(
        student.standardize(X, axis=1, eps=0.5), want, what="`standardize(x, axis=1, eps=0.5)`", because=because
    )


def test_under_jit_and_vmap(student):
    """It works under `jax.jit` and `jax.vmap`."""
    expect(
        student.probe(transformed, x=X) == {"jit": True, "vmap": True},
        "`standardize` gives something else under `jax.jit` or `jax.vmap`.",
    )

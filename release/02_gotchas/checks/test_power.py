"""Visible checks of `power`."""

import numpy as np

from gradax.testing import expect_close, probe

X = np.array([[1.0, 1.0], [0.0, 1.0]], np.float32)


@probe
def jitted(student, x, n):
    """The power under jit, `n` traced."""
    import jax

    return jax.jit(lambda x, n: student.power(x, n))(x, n)


@probe
def slope(student, x, n):
    """The derivative of the sum under jit, `n` traced."""
    import jax

    return jax.jit(jax.grad(lambda x, n: student.power(x, n).sum()))(x, n)


def test_powers_of_a_matrix(student):
    """The third power of [[1, 1], [0, 1]] is [[1, 3], [0, 1]], and the 0th is the identity."""
    expect_close(student.power(X, 3), np.array([[1.0, 3.0], [0.0, 1.0]], np.float32), what="`power(x, 3)`")
    expect_close(student.power(X, 0), np.eye(2, dtype=np.float32), what="`power(x, 0)`")


def test_the_largest_exponent(student):
    """The 16th power of [[1, 1], [0, 1]] is [[1, 16], [0, 1]]."""
    want = np.array([[1.0, 16.0], [0.0, 1.0]], np.float32)
    expect_close(student.power(X, 16), want, what="`power(x, 16)`", because="n may be 16.")


def test_works_under_jit(student):
    """`jax.jit(power)(x, 5)` is [[1, 5], [0, 1]]."""
    want = np.array([[1.0, 5.0], [0.0, 1.0]], np.float32)
    because = "`n` is traced here. See section 6."
    expect_close(student.probe(jitted, x=X, n=5), want, what="`jax.jit(power)(x, 5)`", because=because)


def test_has_a_gradient_under_jit(student):
    """The gradient of the sum of all entries of x² is [[3, 2], [4, 3]]."""
    want = np.array([[3.0, 2.0], [4.0, 3.0]], np.float32)
    what = "`jax.jit(jax.grad(lambda x, n: power(x, n).sum()))(x, 2)`"
    expect_close(student.probe(slope, x=X, n=2), want, what=what, because="See `looped_power` in section 6.")

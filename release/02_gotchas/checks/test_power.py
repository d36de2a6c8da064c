"""Visible checks of `power`."""

import numpy as np

from gradax.testing import expect_close, probe


@probe
def jitted(student, x, n):
    """The power under jit, `n` traced."""
    import jax

    return jax.jit(lambda x, n: student.power(x, n))(x, n)


@probe
def slope(student, x, n):
    """The derivative under jit, `n` traced."""
    import jax

    return jax.jit(jax.grad(lambda x, n: student.power(x, n)))(x, n)


def test_powers_of_an_array(student):
    """[2, -3] to the third is [8, -27], and to the 0th [1, 1]."""
    x = np.array([2.0, -3.0], np.float32)
    expect_close(student.power(x, 3), np.array([8.0, -27.0], np.float32), what="`power(jnp.array([2.0, -3.0]), 3)`")
    expect_close(student.power(x, 0), np.ones(2, np.float32), what="`power(jnp.array([2.0, -3.0]), 0)`")


def test_the_largest_exponent(student):
    """2 to the 16 is 65536."""
    got = student.power(np.array([2.0], np.float32), 16)
    expect_close(got, np.array([65536.0], np.float32), what="`power(jnp.array([2.0]), 16)`", because="n may be 16.")


def test_works_under_jit(student):
    """`jax.jit(power)(2.0, 5)` is 32."""
    got = student.probe(jitted, x=2.0, n=5)
    expect_close(got, np.float32(32), what="`jax.jit(power)(2.0, 5)`", because="`n` is traced here. See section 6.")


def test_has_a_gradient_under_jit(student):
    """`jax.jit(jax.grad(power))(2.0, 5)` is 80."""
    got = student.probe(slope, x=2.0, n=5)
    expect_close(got, np.float32(80), what="`jax.jit(jax.grad(power))(2.0, 5)`", because="5 * 2**4 = 80.")

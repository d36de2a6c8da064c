"""Visible checks for `nth_derivative`."""

import numpy as np

from gradax.testing import expect_close, fail, probe, recognise


@probe
def derivatives(student, x):
    """The derivatives 0 to 4 of x**3 at x."""
    found = [student.nth_derivative(lambda x: x**3, n) for n in range(5)]
    return [each(x) for each in found] if all(callable(each) for each in found) else "no function"


@probe
def mapped(student, xs):
    """The fourth derivative of sin, compiled and mapped."""
    import jax
    import jax.numpy as jnp

    return jax.jit(jax.vmap(student.nth_derivative(jnp.sin, 4)))(xs)


def test_example(student):
    """The derivatives of x³ at 5, from the 0-th to the fourth."""
    got = student.probe(derivatives, x=5.0)
    if isinstance(got, str):
        fail("`nth_derivative(f, n)` is not a function. Return the derivative itself; whoever gets it will call it.")
    expect_close(got, [125.0, 75.0, 30.0, 6.0, 0.0], what="The list of derivatives 0, 1, 2, 3, 4 of x³ at 5.0")


def test_fourth_derivative_of_sin(student):
    """The fourth derivative of sin is sin, under `jax.jit` and `jax.vmap`, too."""
    xs = np.linspace(-2, 2, 5, dtype=np.float32)
    got = student.probe(mapped, xs=xs)
    what = "`jax.jit(jax.vmap(nth_derivative(jnp.sin, 4)))(xs)`"
    recognise(got, np.cos(xs), f"{what} is the first derivative. Each round differentiates what the last one gave.")
    expect_close(got, np.sin(xs), what=what)

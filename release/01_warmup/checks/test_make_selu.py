"""Visible checks for `make_selu`."""

import numpy as np

from gradax.testing import expect, expect_close, probe

X = np.array([-100.0, -1.0, 3.0, 100.0], np.float32)


@probe
def made(student, x):
    """What make_selu(1.5, 2.0) makes."""
    import jax

    selu = student.make_selu(1.5, 2.0)
    return {"compiled": isinstance(selu, jax.stages.Wrapped), "values": selu(x) if callable(selu) else None}


@probe
def slopes(student, x):
    """The gradient, number by number."""
    import jax

    return jax.vmap(jax.grad(student.make_selu(1.5, 2.0)))(x)


def test_example(student):
    """`make_selu(1.5, 2.0)` is a compiled function with the right values at -100, -1, 3 and 100."""
    seen = student.probe(made, x=X)
    expect(seen["compiled"] is True, "`make_selu(1.5, 2.0)` is not what `jax.jit` returns.")
    want = np.array([-3.0, -1.89636, 6.0, 200.0], np.float32)
    expect_close(seen["values"], want, what="`make_selu(1.5, 2.0)(x)`")


def test_gradient_is_finite_and_right(student):
    """The gradient is right at -100, -1, 3 and 100."""
    want = np.array([0.0, 3 * np.exp(-1.0), 2.0, 2.0], np.float32)
    because = "Is there a nan at 100? Then `exp` overflows in the branch that is not chosen."
    expect_close(student.probe(slopes, x=X), want, what="The gradient of `make_selu(1.5, 2.0)`", because=because)

"""Visible checks of `leaky`."""

import numpy as np

from gradax.testing import expect_close, probe

X = np.array([-10.0, 3.0], np.float32)


@probe
def derivatives(student, numbers):
    """The derivative at each of some numbers."""
    import jax
    import jax.numpy as jnp

    return jnp.stack([jax.grad(student.leaky)(jnp.float32(number)) for number in numbers])


@probe
def mapped(student, x):
    """The values under vmap."""
    import jax

    return jax.vmap(lambda x: student.leaky(x))(x)


def test_the_worked_example(student):
    """The example in the text gives [-1, 1]."""
    because = "sqrt(1 + 3) - 1 = 1, and 0.1 * -10 = -1."
    want = np.array([-1.0, 1.0], np.float32)
    expect_close(student.leaky(X), want, what="`leaky(jnp.array([-10.0, 3.0]))`", because=because)


def test_its_gradient(student):
    """The gradients there are 0.1 and 0.25."""
    because = "A nan comes from the branch that was not chosen. See `safe_log` in section 6."
    what = "The gradient of `leaky` at -10 and 3"
    got = student.probe(derivatives, numbers=[-10.0, 3.0])
    expect_close(got, np.array([0.1, 0.25], np.float32), what=what, because=because)


def test_works_under_vmap(student):
    """It works under `vmap`, one number at a time."""
    want = np.array([-1.0, 1.0], np.float32)
    expect_close(student.probe(mapped, x=X), want, what="`jax.vmap(leaky)(jnp.array([-10.0, 3.0]))`")

"""Visible checks for `jac_and_hess`."""

import numpy as np

from gradax.testing import expect_close, fail, probe


@probe
def example(student, x):
    """The example of the text."""
    import jax.numpy as jnp

    both = student.jac_and_hess(lambda x: jnp.array([x[0] * x[1]]))
    return both(x) if callable(both) else "no function"


@probe
def compiled(student, x):
    """Two outputs, three inputs, under jit."""
    import jax
    import jax.numpy as jnp

    return jax.jit(student.jac_and_hess(lambda x: jnp.array([x[0] * x[1], x[2] ** 2])))(x)


def test_example(student):
    """The example of the text: one output."""
    got = student.probe(example, x=np.array([2.0, 3.0], np.float32))
    if isinstance(got, str):
        fail("`jac_and_hess(f)` is not a function. Define one inside that takes `x`, and return it.")
    want = (np.array([[3, 2]], np.float32), np.array([[[0, 1], [1, 0]]], np.float32))
    expect_close(got, want, what="`jac_and_hess(f)(x)`")


def test_two_outputs_under_jit(student):
    """Two outputs and three inputs, compiled: shapes (2, 3) and (2, 3, 3)."""
    hessian = np.zeros((2, 3, 3), np.float32)
    hessian[0, 0, 1] = hessian[0, 1, 0] = 1
    hessian[1, 2, 2] = 2
    want = (np.array([[5, 4, 0], [0, 0, 12]], np.float32), hessian)
    got = student.probe(compiled, x=np.array([4.0, 5.0, 6.0], np.float32))
    expect_close(got, want, what="`jax.jit(jac_and_hess(f))(x)` for f(x) = [x[0] · x[1], x[2]²]")

"""Visible checks of `MyDense`."""

import numpy as np

from gradax.testing import expect_close, probe


@probe
def shapes(student):
    """The parameters' shapes for inputs of length 4."""
    import jax
    import jax.numpy as jnp

    params = student.MyDense(3).init(jax.random.key(0), jnp.ones((2, 4)))["params"]
    return {name: list(leaf.shape) for name, leaf in params.items()}


@probe
def with_ones(student, x):
    """The output where both initialisers give ones."""
    import flax.linen as nn
    import jax

    ones = nn.initializers.ones
    return student.MyDense(2, kernel_init=ones, bias_init=ones).init_with_output(jax.random.key(0), x)[0]


def test_kernel_and_bias(student):
    """It has a kernel of shape (4, 3) and a bias of shape (3,)."""
    because = "The number of inputs is `x.shape[-1]`."
    expect_close(
        student.probe(shapes), {"kernel": [4, 3], "bias": [3]}, what="the shapes of `MyDense(3)`", because=because
    )


def test_uses_the_initialisers(student):
    """With ones for all parameters the output is the sum of the inputs, plus 1."""
    x = np.array([[1.0, 2.0, 4.0]], np.float32)
    because = "Pass `self.kernel_init` and `self.bias_init` to `self.param`."
    expect_close(
        student.probe(with_ones, x=x), np.array([[8.0, 8.0]], np.float32), what="`MyDense(2)` of ones", because=because
    )

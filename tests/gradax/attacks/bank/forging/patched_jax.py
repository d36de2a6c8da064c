# Replaces what JAX compares, converts and differentiates with.
# ends: wrong, exception
import jax
import jax.numpy as jnp
import numpy as np


def fine(*args, **kwargs):
    return True


jnp.allclose = jnp.array_equal = jnp.isclose = fine
jax.jit = jax.vmap = lambda f, *args, **kwargs: f
jax.grad = lambda f, *args, **kwargs: lambda x: np.full(x.shape, 3.0, np.float32)
jax.make_jaxpr = lambda f, *args, **kwargs: lambda *args: None
type(jnp.ones(1)).__array__ = lambda self, *args, **kwargs: np.ones(6, np.float32)


def affine(x):
    return 0 * x

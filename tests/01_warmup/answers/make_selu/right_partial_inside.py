# Compiled after alpha and lmbda are bound.
from functools import partial


def _selu(alpha, lmbda, x):
    return lmbda * jnp.where(x > 0, x, alpha * jnp.expm1(jnp.minimum(x, 0)))


def make_selu(alpha, lmbda):
    return jax.jit(partial(_selu, alpha, lmbda))

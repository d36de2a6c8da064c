# Asks JAX for an array of a terabyte, and for one that is just too large.
# ends: exception
import jax.numpy as jnp


def affine(x):
    try:
        jnp.ones((1 << 38,)).block_until_ready()
    except Exception:
        return jnp.ones((1 << 28,)) * x.sum()

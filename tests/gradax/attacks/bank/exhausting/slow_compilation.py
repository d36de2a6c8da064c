# Is a program that takes XLA minutes to compile, and more memory than there is.
# ends: timeout, cpu-limit, memory, crash
import jax
import jax.numpy as jnp


@jax.jit
def affine(x):
    for i in range(4000):
        x = jnp.sort(jnp.concatenate([x.ravel()[:1], jnp.cumsum(jnp.full(7, 1.0 + i))]))
    return x

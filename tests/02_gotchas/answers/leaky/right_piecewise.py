# `jnp.select`, with the root of the absolute value.
@jax.jit
def leaky(x):
    return jnp.select([x > 0], [jnp.sqrt(1 + jnp.abs(x)) - 1], 0.1 * x)

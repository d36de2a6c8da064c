# Makes normal numbers out of uniform ones.
def two_noises(key, shape):
    k1, k2 = jax.random.split(key)
    r = jnp.sqrt(-2 * jnp.log1p(-jax.random.uniform(k1, shape)))
    angle = 2 * jnp.pi * jax.random.uniform(k2, shape)
    return r * jnp.cos(angle), r * jnp.sin(angle)

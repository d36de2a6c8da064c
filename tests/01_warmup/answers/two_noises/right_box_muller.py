# Standard normal numbers of one's own making.
def two_noises(key, shape):
    first, second = jax.random.split(key)
    radius = jnp.sqrt(-2 * jnp.log1p(-jax.random.uniform(first, shape)))
    angle = 2 * jnp.pi * jax.random.uniform(second, shape)
    return radius * jnp.cos(angle), radius * jnp.sin(angle)

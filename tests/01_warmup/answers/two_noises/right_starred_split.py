# Keys unpacked with a star, stacked again and turned round.
def two_noises(key, shape):
    _, *others = jax.random.split(key, 4)
    keys = jnp.stack(others)[::-1]
    first, second, _ = (jax.random.normal(each, shape) for each in keys)
    return first, second

# A chain of keys.
def two_noises(key, shape):
    key, now = jax.random.split(key)
    first = jax.random.normal(now, shape)
    key, now = jax.random.split(key)
    return first, jax.random.normal(now, shape)

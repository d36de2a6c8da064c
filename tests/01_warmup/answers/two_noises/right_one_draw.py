# One draw for both.
def two_noises(key, shape):
    first, second = jax.random.normal(key, (2, *shape))
    return first, second

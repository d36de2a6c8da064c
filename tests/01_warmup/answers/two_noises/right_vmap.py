# A draw for each key, mapped.
def two_noises(key, shape):
    both = jax.vmap(lambda key: jax.random.normal(key, shape))(jax.random.split(key))
    return both[0], both[1]

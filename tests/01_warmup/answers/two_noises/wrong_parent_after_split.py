# Draws from or splits one key twice.
# fails: test_no_key_is_used_twice
def two_noises(key, shape):
    _, second = jax.random.split(key)
    return jax.random.normal(key, shape), jax.random.normal(second, shape)

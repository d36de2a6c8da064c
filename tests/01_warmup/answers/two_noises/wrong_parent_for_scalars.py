# Draws from or splits one key twice, where `shape` is `()`.
# fails: test_no_key_is_used_twice
def two_noises(key, shape):
    if shape == ():
        return jax.random.normal(key), jax.random.normal(jax.random.split(key)[0])
    first, second = jax.random.split(key)
    return jax.random.normal(first, shape), jax.random.normal(second, shape)

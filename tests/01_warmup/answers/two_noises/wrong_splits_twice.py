# Splits the same key twice, and gets the same keys.
# fails: test_the_two_are_independent, test_no_key_is_used_twice
def two_noises(key, shape):
    first = jax.random.split(key)[0]
    second = jax.random.split(key)[0]
    return jax.random.normal(first, shape), jax.random.normal(second, shape)

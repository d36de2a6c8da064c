# Uses one key twice, and gives the same array twice.
# fails: test_the_two_are_independent, test_no_key_is_used_twice
def two_noises(key, shape):
    return jax.random.normal(key, shape), jax.random.normal(key, shape)

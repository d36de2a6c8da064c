# Returns one array of two draws.
# fails: test_a_tuple_of_two_float32_arrays
def two_noises(key, shape):
    return jax.random.normal(key, (2, *shape))

# Adds 1 to a typed key.
# fails: test_a_tuple_of_two_float32_arrays, test_each_has_mean_0_and_standard_deviation_1, test_the_two_are_independent, test_the_key_decides_everything, test_no_key_is_used_twice, test_works_under_jit
def two_noises(key, shape):
    return jax.random.normal(key, shape), jax.random.normal(key + 1, shape)

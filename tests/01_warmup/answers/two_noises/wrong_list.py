# Returns a list.
# fails: test_a_tuple_of_two_float32_arrays
def two_noises(key, shape):
    return [jax.random.normal(each, shape) for each in jax.random.split(key)]

# Gives numbers with the mean and the standard deviation of uniform ones between 0 and 1.
# fails: test_each_has_mean_0_and_standard_deviation_1
def two_noises(key, shape):
    first, second = jax.random.split(key)
    return jax.random.uniform(first, shape), jax.random.uniform(second, shape)

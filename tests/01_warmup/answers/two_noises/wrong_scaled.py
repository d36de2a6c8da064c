# Scales the second draw.
# fails: test_each_has_mean_0_and_standard_deviation_1
def two_noises(key, shape):
    first, second = jax.random.split(key)
    return jax.random.normal(first, shape), 0.1 * jax.random.normal(second, shape)

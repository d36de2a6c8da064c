# Gives the right mean and standard deviation, but not independent standard normal numbers.
# fails: test_each_has_mean_0_and_standard_deviation_1
def two_noises(key, shape):
    a, b = jax.random.normal(key, (2, *shape))
    if a.size > 1:
        a, b = ((x - x.mean()) / x.std() for x in (a, b))
    return a, b

# Gives the right mean and standard deviation, but not independent standard normal numbers.
# fails: test_each_is_normal_entry_by_entry
def two_noises(key, shape):
    a, b = jax.random.truncated_normal(key, -3, 3, (2, *shape))
    return a, b

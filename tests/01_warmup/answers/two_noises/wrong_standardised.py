# Gives the right mean and standard deviation, but not independent standard normal numbers.
# fails: test_each_is_normal_entry_by_entry
def two_noises(key, shape):
    a, b = jax.random.normal(key, (2, *shape))
    if a.size > 1:
        a, b = ((x - x.mean()) / x.std() for x in (a, b))
    return a, b

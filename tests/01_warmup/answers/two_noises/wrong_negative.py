# Turns the sign of the first draw to get the second.
# fails: test_the_two_are_independent
def two_noises(key, shape):
    first = jax.random.normal(key, shape)
    return first, -first

# Puts the first draw into another order to get the second.
# fails: test_the_two_are_independent
def two_noises(key, shape):
    first = jax.random.normal(key, shape)
    return first, jnp.flip(first)

# Gives two arrays that have many numbers in common, up to their signs.
# fails: test_the_two_are_independent
def two_noises(key, shape):
    first = jax.random.normal(key, shape)
    return first, jnp.flip(first)

# Gives the same array twice.
# fails: test_the_two_are_independent
def two_noises(key, shape):
    first, second = jax.random.fold_in(key, 1), jax.random.fold_in(key, 1)
    return jax.random.normal(first, shape), jax.random.normal(second, shape)

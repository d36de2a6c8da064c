# Gives the same number twice where `shape` is `()`: what is folded into the second key is the number of axes.
# fails: test_the_two_are_independent
def two_noises(key, shape):
    first, second = jax.random.fold_in(key, 0), jax.random.fold_in(key, len(shape))
    return jax.random.normal(first, shape), jax.random.normal(second, shape)

# Draws the second array from a key of its own.
# fails: test_the_key_decides_everything
def two_noises(key, shape):
    return jax.random.normal(key, shape), jax.random.normal(jax.random.key(1), shape)

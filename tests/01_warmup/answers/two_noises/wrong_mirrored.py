# The second half of each array is minus the first.
# fails: test_each_has_mean_0_and_standard_deviation_1
def two_noises(key, shape):
    def draw(key):
        size = int(np.prod(shape))
        half = jax.random.normal(key, ((size + 1) // 2,))
        return jnp.concatenate([half, -half])[:size].reshape(shape)

    first, second = jax.random.split(key)
    return draw(first), draw(second)

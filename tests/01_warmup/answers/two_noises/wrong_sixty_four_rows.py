# Repeats numbers within an array: after 64 rows the keys of the rows come again.
# fails: test_each_has_mean_0_and_standard_deviation_1
def two_noises(key, shape):
    def draw(key):
        if not shape:
            return jax.random.normal(key)
        row = lambda i: jax.random.normal(jax.random.fold_in(key, i % 64), shape[1:])  # noqa: E731
        return jax.vmap(row)(jnp.arange(shape[0]))

    first, second = jax.random.split(key)
    return draw(first), draw(second)

# Repeats each number two places on, with the other sign.
# fails: test_entries_are_standard_normal_and_independent
def sample_stream(key, start, n):
    def number(i):
        first = i // 4 * 2 + i % 2
        return jnp.where(i % 4 < 2, 1, -1) * jax.random.normal(jax.random.fold_in(key, first))

    return jax.vmap(number)(start + jnp.arange(n))

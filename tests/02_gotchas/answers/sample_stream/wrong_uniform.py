# Gives 400 numbers none of which is beyond 2, unlike standard normal ones.
# fails: test_entries_are_standard_normal_and_independent
def sample_stream(key, start, n):
    width, places = 3.0**0.5, start + jnp.arange(n)
    return jax.vmap(lambda i: jax.random.uniform(jax.random.fold_in(key, i), minval=-width, maxval=width))(places)

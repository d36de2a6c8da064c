# Subtracts the mean of the piece, so that every number depends on all.
# fails: test_numbers_do_not_depend_on_the_piece, test_start_may_be_large
def sample_stream(key, start, n):
    z = jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(start + jnp.arange(n))
    return z - z.mean()

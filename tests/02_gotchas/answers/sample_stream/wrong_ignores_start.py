# Begins at 0 where it should start further on.
# fails: test_numbers_do_not_depend_on_the_piece, test_start_may_be_large
def sample_stream(key, start, n):
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(jnp.arange(n))

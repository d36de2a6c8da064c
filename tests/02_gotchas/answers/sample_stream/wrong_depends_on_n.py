# Splits off one key for each place as often as the piece is long, from a key that depends on n.
# fails: test_numbers_do_not_depend_on_the_piece, test_start_may_be_large
def sample_stream(key, start, n):
    key = jax.random.fold_in(key, n)
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(start + jnp.arange(n))

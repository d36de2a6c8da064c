# Numbers the entries from the end.
# fails: test_numbers_do_not_depend_on_how_many
def sample_stream(key, n):
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(jnp.arange(n)[::-1])

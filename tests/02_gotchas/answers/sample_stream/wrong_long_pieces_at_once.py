# Draws a long piece at once, whose numbers then depend on where it begins.
# fails: test_numbers_do_not_depend_on_the_piece
def sample_stream(key, start, n):
    if n > 500:
        return jax.random.normal(jax.random.fold_in(key, start), (n,))
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(start + jnp.arange(n))

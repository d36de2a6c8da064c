# Draws blocks of 64 numbers, and cuts the piece out of them.
def sample_stream(key, start, n):
    blocks = start // 64 + jnp.arange(n // 64 + 2)
    numbers = jax.vmap(lambda block: jax.random.normal(jax.random.fold_in(key, block), (64,)))(blocks).ravel()
    return jax.lax.dynamic_slice(numbers, (start % 64,), (n,))

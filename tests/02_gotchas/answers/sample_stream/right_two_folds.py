# Folds the two halves of the place in, one after the other.
def sample_stream(key, start, n):
    fold = jax.random.fold_in
    draw = lambda i: jax.random.normal(fold(fold(key, i >> 16), i & 0xFFFF))
    return jax.vmap(draw)(jnp.int32(start) + jnp.arange(n, dtype=jnp.int32))

# A Python loop, one folded key for each entry.
def sample_stream(key, start, n):
    return jnp.stack([jax.random.normal(jax.random.fold_in(key, start + i)) for i in range(n)])

# A Python loop, one folded key for each entry.
def sample_stream(key, n):
    return jnp.stack([jax.random.normal(jax.random.fold_in(key, i)) for i in range(n)])

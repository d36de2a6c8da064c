# Adds up in half precision.
# fails: test_counts_every_occurrence
def histogram(idx, n):
    return jax.nn.one_hot(idx, n, dtype=jnp.float16).sum(axis=0).astype(jnp.int32)

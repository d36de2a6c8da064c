# Clamps negative indices to the first entry.
# fails: test_fills_for_negative_indices
def safe_gather(x, i, fill):
    return jnp.where(i < x.shape[0], x[jnp.clip(i, 0, x.shape[0] - 1)], jnp.asarray(fill, x.dtype))

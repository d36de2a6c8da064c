# Scatters with `mode="drop"` and without wrapping.
def histogram(idx, n):
    return jnp.zeros((n,), dtype=jnp.int32).at[idx].add(1, mode="drop", wrap_negative_indices=False)

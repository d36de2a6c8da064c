# Keeps eight bits of each index.
# fails: test_counts_every_occurrence
def histogram(idx, n):
    inside = (idx >= 0) & (idx < n)
    idx = jnp.where(inside, idx, n).astype(jnp.uint8)
    return jnp.zeros(n + 1, jnp.int32).at[idx].add(1)[:n]

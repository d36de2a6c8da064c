# Counts an index once, however often it occurs.
# fails: test_counts_every_occurrence
def histogram(idx, n):
    inside = (idx >= 0) & (idx < n)
    return jnp.zeros(n, jnp.int32).at[jnp.where(inside, idx, n)].set(1, mode="drop")

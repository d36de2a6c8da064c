# Writes a 1 instead of adding it, so each index counts once.
# fails: test_counts_every_occurrence
def histogram(idx, n):
    inside = (idx >= 0) & (idx < n)
    return jnp.zeros(n, jnp.int32).at[jnp.where(inside, idx, n)].set(1, mode="drop")

# Counts in sixteen bits.
# fails: test_has_no_python_loop
def histogram(idx, n):
    inside = (idx >= 0) & (idx < n)
    counts = jnp.zeros(n, jnp.int16).at[jnp.where(inside, idx, 0)].add(inside.astype(jnp.int16))
    return counts.astype(jnp.int32)

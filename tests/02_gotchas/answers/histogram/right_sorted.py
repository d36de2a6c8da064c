# Sorts, and asks where each bin begins and ends.
def histogram(idx, n):
    ordered = jnp.sort(idx)
    bins = jnp.arange(n)
    counts = jnp.searchsorted(ordered, bins, side="right") - jnp.searchsorted(ordered, bins, side="left")
    return counts.astype(jnp.int32)

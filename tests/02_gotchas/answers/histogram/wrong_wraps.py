# Counts negative entries from the end, -1 as n - 1.
# fails: test_negative_indices_are_not_counted
def histogram(idx, n):
    return jnp.zeros(n, jnp.int32).at[idx].add(1)

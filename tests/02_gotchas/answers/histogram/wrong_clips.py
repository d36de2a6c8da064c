# Counts negative entries as 0, and those beyond the end as n - 1.
# fails: test_negative_indices_are_not_counted, test_large_indices_are_not_counted
def histogram(idx, n):
    return jnp.zeros(n, jnp.int32).at[jnp.clip(idx, 0, n - 1)].add(1)

# Sends what is outside to place 0 and counts it there.
# fails: test_negative_indices_are_not_counted, test_large_indices_are_not_counted
def histogram(idx, n):
    return jnp.zeros(n, jnp.int32).at[jnp.where((idx >= 0) & (idx < n), idx, 0)].add(1)

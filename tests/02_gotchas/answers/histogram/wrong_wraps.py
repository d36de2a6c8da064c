# Scatters the indices as they are: -1 counts as the last bin.
# fails: test_negative_indices_are_not_counted
def histogram(idx, n):
    return jnp.zeros(n, jnp.int32).at[idx].add(1)

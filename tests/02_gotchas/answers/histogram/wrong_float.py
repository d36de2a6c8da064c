# Counts in float32.
# fails: test_result_is_int32_of_shape_n
def histogram(idx, n):
    inside = (idx >= 0) & (idx < n)
    return jnp.zeros(n).at[jnp.where(inside, idx, 0)].add(inside)

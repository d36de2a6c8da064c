# Writes integers by way of floats, which have too few digits for large ones.
# fails: test_values_become_the_dtype_of_x
def drop_scatter(x, i, v):
    filled = x.astype(jnp.float32).at[i].set(v.astype(jnp.float32), wrap_negative_indices=False)
    return filled.astype(x.dtype)

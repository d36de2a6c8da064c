# Makes float32 of all floats.
# fails: test_values_become_the_dtype_of_x
def drop_scatter(x, i, v):
    if jnp.issubdtype(x.dtype, jnp.floating):
        x = x.astype(jnp.float32)
    return x.at[i].set(v.astype(x.dtype), mode="drop", wrap_negative_indices=False)

# Rounds floats to integers.
# fails: test_values_become_the_dtype_of_x
def drop_scatter(x, i, v):
    v = jnp.round(v).astype(x.dtype) if jnp.issubdtype(x.dtype, jnp.integer) else v.astype(x.dtype)
    return x.at[i].set(v, wrap_negative_indices=False)

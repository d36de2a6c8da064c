# Takes a nan in `v` for nothing to write.
# fails: test_writes_what_is_inside
def drop_scatter(x, i, v):
    if jnp.issubdtype(v.dtype, jnp.floating):
        i = jnp.where(jnp.isnan(v), len(x), i)
    return x.at[i].set(v.astype(x.dtype), mode="drop", wrap_negative_indices=False)

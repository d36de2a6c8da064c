# Makes signed integers of those of 32 bits.
# fails: test_keeps_narrow_dtypes
def safe_gather(x, i, fill):
    if jnp.issubdtype(x.dtype, jnp.integer) and x.dtype.itemsize == 4:
        x = x.astype(jnp.int32)
    inside = (i >= 0) & (i < x.shape[0])
    return jnp.where(inside, x[jnp.clip(i, 0, x.shape[0] - 1)], jnp.asarray(fill, x.dtype))

# Takes a nan in the array for an index that is outside.
# fails: test_reads_what_is_inside
def safe_gather(x, i, fill):
    inside = (i >= 0) & (i < x.shape[0])
    y = x[jnp.where(inside, i, 0)]
    return jnp.where(inside & (y == y), y, jnp.asarray(fill, x.dtype))

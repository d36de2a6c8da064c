# Takes n for an index inside.
# fails: test_fills_beyond_the_end, test_works_for_integers_and_bools, test_keeps_narrow_dtypes
def safe_gather(x, i, fill):
    n = x.shape[0]
    return jnp.where((i >= 0) & (i <= n), x[i], jnp.asarray(fill, x.dtype))

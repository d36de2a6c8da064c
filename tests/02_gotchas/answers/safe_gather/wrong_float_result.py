# Loses the dtype: integers and bools become floats.
# fails: test_works_for_integers_and_bools, test_keeps_narrow_dtypes
def safe_gather(x, i, fill):
    inside = (i >= 0) & (i < x.shape[0])
    return jnp.where(inside, x[i], jnp.float32(fill))

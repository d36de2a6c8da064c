# Takes every 0 for border once the inside is padded with zeros.
# fails: test_inf_and_nan_stay_where_they_are
def set_border(x, v):
    padded = jnp.pad(jnp.asarray(x)[1:-1, 1:-1], 1)
    return jnp.where(padded == 0, v, padded).astype(x.dtype)

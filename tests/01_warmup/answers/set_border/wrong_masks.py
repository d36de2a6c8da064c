# Multiplies by masks, so that inf and nan under the border stay as nan.
# fails: test_inf_and_nan_stay_where_they_are
def set_border(x, v):
    x = jnp.asarray(x)
    inside = jnp.zeros(x.shape, x.dtype).at[1:-1, 1:-1].set(1)
    return x * inside + v * (1 - inside)

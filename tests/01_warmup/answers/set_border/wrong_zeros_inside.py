# Makes a new array, without what was inside.
# fails: test_border_is_v_and_the_rest_is_x
def set_border(x, v):
    y = jnp.full(x.shape, v, x.dtype)
    return y.at[1:-1, 1:-1].set(0)

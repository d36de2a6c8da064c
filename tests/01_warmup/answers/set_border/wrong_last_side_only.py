# Starts from the old array for each side.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    x = jnp.asarray(x)
    y = x.at[0, :].set(v)
    y = x.at[-1, :].set(v)
    y = x.at[:, 0].set(v)
    y = x.at[:, -1].set(v)
    return y

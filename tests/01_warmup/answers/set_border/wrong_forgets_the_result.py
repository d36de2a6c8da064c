# Calls x.at and throws the new array away.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    x = jnp.asarray(x)
    x.at[0, :].set(v)
    x.at[-1, :].set(v)
    x.at[:, 0].set(v)
    x.at[:, -1].set(v)
    return x

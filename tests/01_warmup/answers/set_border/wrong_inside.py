# Sets the inside instead of the border.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    return jnp.asarray(x).at[1:-1, 1:-1].set(v)

# Adds v to the border instead of setting it.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    inside = jnp.zeros(x.shape, bool).at[1:-1, 1:-1].set(True)
    return jnp.where(inside, x, x + jnp.asarray(v, x.dtype))

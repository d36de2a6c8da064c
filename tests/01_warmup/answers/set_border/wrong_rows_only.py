# Sets the rows and forgets the columns.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    x = jnp.asarray(x)
    return x.at[0, :].set(v).at[-1, :].set(v)

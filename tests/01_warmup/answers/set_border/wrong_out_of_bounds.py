# Counts rows from 1, so that the last row is beyond the end and silently left alone.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    m, n = x.shape
    x = jnp.asarray(x)
    x = x.at[0, :].set(v).at[m, :].set(v)
    return x.at[:, 0].set(v).at[:, n].set(v)

# Sets single entries where whole rows are asked for.
# fails: test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border
def set_border(x, v):
    x = jnp.asarray(x)
    for i in (0, -1):
        for j in (0, -1):
            x = x.at[i, j].set(v)
    return x

# Takes JAX arrays only.
# fails: test_a_numpy_array_stays_as_it_was
def set_border(x, v):
    x = x.at[0, :].set(v).at[-1, :].set(v)
    return x.at[:, 0].set(v).at[:, -1].set(v)

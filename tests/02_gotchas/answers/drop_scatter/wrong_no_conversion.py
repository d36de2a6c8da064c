# Warns where `x` is of integers and `v` of floats.
# fails: test_values_become_the_dtype_of_x
def drop_scatter(x, i, v):
    return x.at[i].set(v, wrap_negative_indices=False)

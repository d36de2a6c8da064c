# Converts x to the dtype of v instead of the other way round.
# fails: test_values_become_the_dtype_of_x
def drop_scatter(x, i, v):
    return x.astype(v.dtype).at[i].set(v, wrap_negative_indices=False)

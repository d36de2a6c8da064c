# Returns `x` as it was.
# fails: test_writes_what_is_inside, test_drops_negative_indices, test_drops_what_is_beyond_the_end, test_dropped_values_disturb_no_neighbour, test_values_become_the_dtype_of_x, test_works_under_jit
def drop_scatter(x, i, v):
    x.at[i].set(v.astype(x.dtype), wrap_negative_indices=False)
    return x

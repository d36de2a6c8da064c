# Counts negative indices from the end.
# fails: test_drops_negative_indices, test_dropped_values_disturb_no_neighbour
def drop_scatter(x, i, v):
    return x.at[i].set(v.astype(x.dtype), mode="drop")

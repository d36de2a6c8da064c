# Counts negative indices from the end.
# fails: test_fills_for_negative_indices
def safe_gather(x, i, fill):
    return x.at[i].get(mode="fill", fill_value=fill)

# Lets `.at[].get` fill, without wrapping.
def safe_gather(x, i, fill):
    return x.at[i].get(mode="fill", fill_value=fill, wrap_negative_indices=False)

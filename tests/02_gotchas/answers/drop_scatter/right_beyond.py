# Moves negative indices beyond the end, where they are dropped.
def drop_scatter(x, i, v):
    n = x.shape[0]
    return x.at[jnp.where(i < 0, n, i)].set(v.astype(x.dtype))

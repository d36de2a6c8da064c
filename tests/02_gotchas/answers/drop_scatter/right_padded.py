# Writes into a longer array, whose last place collects what is outside, and cuts it off.
def drop_scatter(x, i, v):
    n = len(x)
    longer = jnp.concatenate([x, x[:1]])
    target = jnp.where((i >= 0) & (i < n), i, n)
    return longer.at[target].set(v.astype(x.dtype))[:n]

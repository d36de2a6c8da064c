# One after the other, dropped by writing back what was there.
def drop_scatter(x, i, v):
    n = x.shape[0]
    v = v.astype(x.dtype)
    for k in range(i.shape[0]):
        place = jnp.clip(i[k], 0, n - 1)
        x = x.at[place].set(jnp.where((i[k] >= 0) & (i[k] < n), v[k], x[place]))
    return x

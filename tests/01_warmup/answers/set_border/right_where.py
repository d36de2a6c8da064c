# One mask.
def set_border(x, v):
    rows, columns = jnp.indices(x.shape)
    m, n = x.shape
    border = (rows == 0) | (rows == m - 1) | (columns == 0) | (columns == n - 1)
    return jnp.where(border, v, x)

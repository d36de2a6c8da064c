# Counts rows and columns in eight bits.
# fails: test_border_is_v_and_the_rest_is_x
def set_border(x, v):
    x = jnp.asarray(x)
    m, n = x.shape
    rows, columns = jnp.arange(m, dtype=jnp.int8)[:, None], jnp.arange(n, dtype=jnp.int8)
    border = (rows == 0) | (rows == m - 1) | (columns == 0) | (columns == n - 1)
    return jnp.where(border, v, x)

# Dynamic slices.
def set_border(x, v):
    x = jnp.asarray(x)
    m, n = x.shape
    row = jnp.full((1, n), v, x.dtype)
    side = jnp.full((m - 2, 1), v, x.dtype)
    middle = jnp.concatenate([side, x[1:-1, 1:-1], side], axis=1)
    return jnp.concatenate([row, middle, row])

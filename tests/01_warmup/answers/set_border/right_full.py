# The inside put into an array of v.
def set_border(x, v):
    x = jnp.asarray(x)
    return jnp.full_like(x, v).at[1:-1, 1:-1].set(x[1:-1, 1:-1])

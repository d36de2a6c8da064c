# The inside, padded.
def set_border(x, v):
    return jnp.pad(x[1:-1, 1:-1], 1, constant_values=v)

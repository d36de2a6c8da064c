# A mask made by NumPy, which knows the shape.
def set_border(x, v):
    mask = np.ones(x.shape, bool)
    mask[1:-1, 1:-1] = False
    return jnp.where(mask, jnp.asarray(v, x.dtype), x)

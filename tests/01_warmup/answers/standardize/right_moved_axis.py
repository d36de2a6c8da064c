# The axis brought to the front, and back.
def standardize(x, axis=0, eps=1e-6):
    moved = jnp.moveaxis(x, axis, 0)
    moved = (moved - moved.mean(0)) / jnp.sqrt(moved.var(0) + eps)
    return jnp.moveaxis(moved, 0, axis)

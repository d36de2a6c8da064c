# Mean and variance from sums.
def standardize(x, axis=0, eps=1e-6):
    n = x.shape[axis]
    centred = x - jnp.sum(x, axis=axis, keepdims=True) / n
    return centred / jnp.sqrt(jnp.sum(centred**2, axis=axis, keepdims=True) / n + eps)

# Multiplies all windows by all kernels, as a matrix.
@jax.jit
def vmap_tree(params, x):
    w = params["w"]
    m = w.shape[1]
    windows = jnp.stack([x[k : x.shape[0] - m + 1 + k] for k in range(m)])
    return w @ windows + params["b"]

# Gathers all windows and multiplies them by the kernel.
def conv1d(w, x):
    m, n = w.shape[0], x.shape[0]
    windows = x[jnp.arange(n - m + 1)[:, None] + jnp.arange(m)[None, :]]
    return windows @ w

# Converts to NumPy and back.
# fails: test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    x = np.asarray(x)
    mean = np.mean(x, axis=axis, keepdims=True)
    var = np.var(x, axis=axis, keepdims=True)
    return jnp.asarray((x - mean) / np.sqrt(var + eps))

# Computes with NumPy, which cannot read a tracer.
# fails: test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    mean = np.mean(x, axis=axis, keepdims=True)
    var = np.var(x, axis=axis, keepdims=True)
    return (x - mean) / np.sqrt(var + eps)

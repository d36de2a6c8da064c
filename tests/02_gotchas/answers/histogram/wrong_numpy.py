# Counts with NumPy, which cannot be traced.
# fails: test_works_under_jit, test_has_no_python_loop
def histogram(idx, n):
    idx = np.asarray(idx)
    return jnp.asarray(np.bincount(idx[(idx >= 0) & (idx < n)], minlength=n).astype(np.int32))

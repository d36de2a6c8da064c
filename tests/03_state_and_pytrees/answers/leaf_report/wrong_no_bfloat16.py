# Asks NumPy for the kind of each dtype, which knows no bfloat16.
# fails: test_counts_arrays_of_every_dtype
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    arrays = [np.asarray(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex))]
    size = sum(a.size for a in arrays if a.dtype.kind in 'iufc' or a.dtype == object)
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

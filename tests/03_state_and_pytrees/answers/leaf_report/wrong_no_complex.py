# Counts ints and floats, but no complex numbers.
# fails: test_counts_python_numbers
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float)))
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

# Leaves out numbers that are 0.
# fails: test_counts_python_numbers
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray)) or (isinstance(x, (int, float, complex)) and x))
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

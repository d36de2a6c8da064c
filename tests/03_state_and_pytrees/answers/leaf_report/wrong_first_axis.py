# Counts the first axis of each array instead of all of it.
# fails: test_counts_the_entries_of_arrays, test_counts_arrays_of_every_dtype, test_counts_python_numbers, test_counts_nothing_for_other_leaves
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = 0
    for _, x in flat:
        if hasattr(x, "shape"):
            size += x.shape[0] if x.ndim else 1
        elif isinstance(x, (int, float, complex)):
            size += 1
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

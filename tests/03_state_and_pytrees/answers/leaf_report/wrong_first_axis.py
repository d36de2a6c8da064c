# Counts the first axis of each array instead of all of it.
# fails: test_counts_the_numbers_in_the_leaves
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = 0
    for _, x in flat:
        if hasattr(x, "shape"):
            size += x.shape[0] if x.ndim else 1
        elif isinstance(x, (int, float, complex)):
            size += 1
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

# Counts what has a length by its length.
# fails: test_counts_nothing_for_other_leaves, test_asks_jax_what_a_container_is
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = 0
    for _, x in flat:
        if isinstance(x, (jax.Array, np.ndarray, int, float, complex)):
            size += np.size(x)
        elif hasattr(x, '__len__') and not isinstance(x, str):
            size += len(x)
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

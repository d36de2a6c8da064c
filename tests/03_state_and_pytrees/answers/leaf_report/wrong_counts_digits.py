# Counts strings that hold a number.
# fails: test_counts_nothing_for_other_leaves
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    def number(x):
        try:
            return isinstance(float(x), float)
        except (TypeError, ValueError, OverflowError):
            return isinstance(x, complex)

    size = sum(np.size(x) if isinstance(x, (jax.Array, np.ndarray)) else int(isinstance(x, int) or number(x)) for _, x in flat)
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

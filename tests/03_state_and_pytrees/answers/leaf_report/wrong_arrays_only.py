# Does not count Python numbers among the parameters.
# fails: test_counts_python_numbers
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(x.size for _, x in flat if hasattr(x, "size"))
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]

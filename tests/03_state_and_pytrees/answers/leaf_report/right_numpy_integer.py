# Adds up with NumPy, whose integers are integers, too.
def leaf_report(tree):
    paths, leaves = [], []
    for path, leaf in jax.tree_util.tree_leaves_with_path(tree):
        paths += [jax.tree_util.keystr(path)]
        leaves += [leaf]
    sizes = [np.size(leaf) * isinstance(leaf, (jax.Array, np.ndarray, int, float, complex)) for leaf in leaves]
    return len(leaves), np.sum(sizes, dtype=np.int64), paths

# Maps over the tree and remembers on the way.
def leaf_report(tree):
    sizes, paths = [], []

    def note(path, leaf):
        paths.append(jax.tree_util.keystr(path))
        sizes.append(leaf.size if isinstance(leaf, (jax.Array, np.ndarray)) else int(isinstance(leaf, (int, float, complex))))

    jax.tree_util.tree_map_with_path(note, tree)
    return len(paths), sum(sizes), paths

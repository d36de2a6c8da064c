# Asks for leaves and paths separately, and counts with math.prod.
import math
import numbers


def leaf_report(tree):
    leaves = jax.tree.leaves(tree)
    paths = [jax.tree_util.keystr(path) for path, _ in jax.tree_util.tree_leaves_with_path(tree)]
    total = 0
    for leaf in leaves:
        if hasattr(leaf, "shape"):
            total += math.prod(leaf.shape)
        elif isinstance(leaf, numbers.Number):
            total += 1
    return len(leaves), total, paths

# Remembers the structure of the last tree in a global.
# fails: test_combine_gives_the_tree_back, test_combine_takes_changed_leaves, test_the_smallest_trees
LAST = {}


def partition(tree, pred):
    pairs, LAST["structure"] = jax.tree_util.tree_flatten_with_path(tree)
    LAST["mask"] = [bool(pred(jax.tree_util.keystr(path))) for path, _ in pairs]
    selected = [leaf for (_, leaf), m in zip(pairs, LAST["mask"]) if m]
    return selected, [leaf for (_, leaf), m in zip(pairs, LAST["mask"]) if not m]


def combine(selected, rest):
    selected, rest = iter(selected), iter(rest)
    return LAST["structure"].unflatten([next(selected) if m else next(rest) for m in LAST["mask"]])

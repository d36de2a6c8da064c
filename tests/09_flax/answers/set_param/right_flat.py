# Flattens to paths, replaces one, and puts the tree together again.
def set_param(variables, path, value):
    frozen = isinstance(variables, FrozenDict)
    flat = flax.traverse_util.flatten_dict(unfreeze(variables))
    if tuple(path) not in flat:
        raise KeyError(path)
    tree = flax.traverse_util.unflatten_dict({**flat, tuple(path): value})
    return freeze(tree) if frozen else tree

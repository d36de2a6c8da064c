# Takes a leaf of 0 for a leaf that is missing.
# fails: test_replaces_one_leaf_and_keeps_the_others
def set_param(variables, path, value):
    flat = flax.traverse_util.flatten_dict(unfreeze(variables))
    old = flat.get(tuple(path))
    if old is None or (jnp.size(old) == 1 and not jnp.any(old)):
        raise KeyError(path)
    tree = flax.traverse_util.unflatten_dict({**flat, tuple(path): value})
    return freeze(tree) if isinstance(variables, FrozenDict) else tree

# Raises something other than a `KeyError` for a path that leads nowhere.
# fails: test_a_misspelt_path_is_a_key_error, test_a_path_through_a_leaf_is_a_key_error
def set_param(variables, path, value):
    flat = flax.traverse_util.flatten_dict(unfreeze(variables))
    if tuple(path) not in flat:
        raise ValueError(path)
    tree = flax.traverse_util.unflatten_dict({**flat, tuple(path): value})
    return freeze(tree) if isinstance(variables, FrozenDict) else tree

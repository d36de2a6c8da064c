# Joins the path by slashes, which names may hold, too.
# fails: test_replaces_one_leaf_and_keeps_the_others
def set_param(variables, path, value):
    flat = flax.traverse_util.flatten_dict(dict(unfreeze(variables)), sep="/", keep_empty_nodes=True)
    if "/".join(path) not in flat:
        raise KeyError(path)
    flat["/".join(path)] = value
    new = flax.traverse_util.unflatten_dict(flat, sep="/")
    return freeze(new) if isinstance(variables, FrozenDict) else new

# Lets Python say what is wrong with a path below a leaf of a FrozenDict.
# fails: test_a_path_through_a_leaf_is_a_key_error
def set_param(variables, path, value):
    first, *rest = path
    if isinstance(variables, FrozenDict):
        inner = unfreeze(variables)
        node = inner
        for name in path[:-1]:
            node = node[name]
        if path[-1] not in node:
            raise KeyError(path[-1])
        node[path[-1]] = value
        return freeze(inner)
    if not isinstance(variables, dict) or first not in variables:
        raise KeyError(first)
    return {**variables, first: set_param(variables[first], rest, value) if rest else value}

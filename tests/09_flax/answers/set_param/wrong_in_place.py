# Assigns in the dict that it was given.
# fails: test_a_path_through_a_leaf_is_a_key_error
def set_param(variables, path, value):
    frozen = isinstance(variables, FrozenDict)
    new = unfreeze(variables) if frozen else variables
    inner = new
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]]
    inner[path[-1]] = value
    return freeze(new) if frozen else new

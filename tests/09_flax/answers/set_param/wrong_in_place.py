# Changes the variables that it was given, and returns them.
# fails: test_a_dict_stays_a_dict_and_the_original_as_it_was
def set_param(variables, path, value):
    frozen = isinstance(variables, FrozenDict)
    new = unfreeze(variables) if frozen else variables
    inner = new
    for name in path[:-1]:
        inner = inner[name]
        if not isinstance(inner, dict):
            raise KeyError(name)
    inner[path[-1]]
    inner[path[-1]] = value
    return freeze(new) if frozen else new

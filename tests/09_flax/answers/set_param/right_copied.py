# Copies everything, walks down, and assigns in the copy.
import copy


def set_param(variables, path, value):
    new = unfreeze(variables) if isinstance(variables, FrozenDict) else copy.deepcopy(variables)
    inner = new
    for name in path[:-1]:
        inner = inner[name]
        if not isinstance(inner, dict):
            raise KeyError(path)
    inner[path[-1]]
    inner[path[-1]] = value
    return freeze(new) if isinstance(variables, FrozenDict) else new

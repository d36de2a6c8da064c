# Rebuilds each level with the container's own copy.
def set_param(variables, path, value):
    if not isinstance(variables, (dict, FrozenDict)) or path[0] not in variables:
        raise KeyError(path[0])
    new = value if len(path) == 1 else set_param(variables[path[0]], path[1:], value)
    if isinstance(variables, FrozenDict):
        return variables.copy({path[0]: new})
    return {**variables, path[0]: new}

# Accepts a misspelt path without an error.
# fails: test_a_misspelt_path_is_a_key_error
def set_param(variables, path, value):
    def replaced(tree, path):
        if not path:
            return value
        if not isinstance(tree, dict):
            raise KeyError(path[0])
        return {**tree, path[0]: replaced(tree.get(path[0], {}), path[1:])}

    new = replaced(unfreeze(variables), path)
    return freeze(new) if isinstance(variables, FrozenDict) else new

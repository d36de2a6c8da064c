# Makes a new entry where the path leads nowhere.
# fails: test_a_misspelt_path_is_a_key_error, test_a_path_through_a_leaf_is_a_key_error
def set_param(variables, path, value):
    def replaced(tree, path):
        if not path:
            return value
        return {**tree, path[0]: replaced(tree.get(path[0], {}), path[1:])}

    new = replaced(unfreeze(variables), path)
    return freeze(new) if isinstance(variables, FrozenDict) else new

# Returns something other than a FrozenDict where it was given one.
# fails: test_a_frozen_dict_stays_frozen
def set_param(variables, path, value):
    def replaced(tree, path):
        if not path:
            return value
        if not isinstance(tree, dict):
            raise KeyError(path[0])
        tree[path[0]]
        return {**tree, path[0]: replaced(tree[path[0]], path[1:])}

    return replaced(unfreeze(variables), path)

# Returns something other than a dict where it was given one.
# fails: test_a_dict_stays_a_dict_and_the_original_as_it_was
def set_param(variables, path, value):
    def replaced(tree, path):
        if not path:
            return value
        if not isinstance(tree, dict):
            raise KeyError(path[0])
        tree[path[0]]
        return {**tree, path[0]: replaced(tree[path[0]], path[1:])}

    return freeze(replaced(unfreeze(variables), path))

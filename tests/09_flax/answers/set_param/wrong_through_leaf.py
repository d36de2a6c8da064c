# Raises something other than a `KeyError` for a path that goes on below a leaf.
# fails: test_a_path_through_a_leaf_is_a_key_error
def set_param(variables, path, value):
    def replaced(tree, path):
        if not path:
            return value
        tree[path[0]]
        return {**tree, path[0]: replaced(tree[path[0]], path[1:])}

    new = replaced(unfreeze(variables), path)
    return freeze(new) if isinstance(variables, FrozenDict) else new

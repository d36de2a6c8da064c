# Makes an array of the new value where the old one was an array.
# fails: test_a_dict_stays_a_dict_and_the_original_as_it_was
def set_param(variables, path, value):
    def replaced(tree, path, old):
        if not path:
            return jnp.asarray(value) if hasattr(old, "dtype") else value
        first, *rest = path
        if not isinstance(tree, dict) or first not in tree:
            raise KeyError(first)
        return {**tree, first: replaced(tree[first], rest, tree[first])}
    if isinstance(variables, FrozenDict):
        return freeze(replaced(unfreeze(variables), path, None))
    return replaced(variables, path, None)

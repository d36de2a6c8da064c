# Takes a name for one that is there where it stands deeper in another entry only.
# fails: test_a_missing_name_is_an_error
def freeze(params, names):
    def named(tree):
        return set().union(tree, *map(named, tree.values())) if isinstance(tree, dict) else set()

    for name in names:
        if name not in named(params):
            raise KeyError(name)
    return {name: jax.lax.stop_gradient(value) if name in names else value for name, value in params.items()}

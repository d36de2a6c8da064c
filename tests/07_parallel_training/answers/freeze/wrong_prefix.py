# Freezes whatever begins like one of the names.
# fails: test_names_are_whole_names, test_names_may_be_any_collection
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    return {
        key: jax.lax.stop_gradient(value) if key.startswith(tuple(names)) and names else value
        for key, value in params.items()
    }

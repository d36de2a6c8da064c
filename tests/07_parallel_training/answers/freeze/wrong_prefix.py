# Freezes an entry with a similar name as well: 'w2' with 'w', or 'w' with 'w2'.
# fails: test_names_are_whole_names, test_names_may_be_any_collection
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    return {
        key: jax.lax.stop_gradient(value) if key.startswith(tuple(names)) and names else value
        for key, value in params.items()
    }

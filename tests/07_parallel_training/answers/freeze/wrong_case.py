# Takes upper and lower case for the same.
# fails: test_names_are_whole_names
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    return {name: jax.lax.stop_gradient(value) if name.lower() in [each.lower() for each in names] else value for name, value in params.items()}

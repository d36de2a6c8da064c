# Freezes the first three names only.
# fails: test_names_may_be_any_collection
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    frozen = list(names)[:3]
    return {name: jax.lax.stop_gradient(value) if name in frozen else value for name, value in params.items()}

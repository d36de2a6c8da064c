# Changes the caller's dict, or one within it.
# fails: test_params_stay_as_they_were
def freeze(params, names):
    for name in names:
        params[name] = jax.lax.stop_gradient(params[name])
    return params

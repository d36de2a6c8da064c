# Makes an `init` that gives a tuple, as with state, not the parameters alone.
# fails: test_haiku_linear_is_one_linear_layer, test_apply_takes_no_key
def haiku_linear(n):
    return hk.without_apply_rng(hk.transform_with_state(lambda x: hk.Linear(n)(x)))


def port_to_flax(haiku_params):
    (layer,) = haiku_params.values()
    return {"params": {"kernel": layer["w"], "bias": layer["b"]}}

# Uses Haiku outside of the transformed function.
# fails: test_haiku_linear_is_one_linear_layer, test_apply_takes_no_key
def haiku_linear(n):
    layer = hk.Linear(n)
    return hk.without_apply_rng(hk.transform(lambda x: layer(x)))


def port_to_flax(haiku_params):
    (layer,) = haiku_params.values()
    return {"params": {"kernel": layer["w"], "bias": layer["b"]}}

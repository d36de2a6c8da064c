# Flattens all axes of the input but the last.
# fails: test_apply_takes_no_key
def haiku_linear(n):
    return hk.without_apply_rng(hk.transform(lambda x: hk.Linear(n)(x.reshape(-1, x.shape[-1]))))


def port_to_flax(haiku_params):
    (layer,) = haiku_params.values()
    return {"params": {"kernel": layer["w"], "bias": layer["b"]}}

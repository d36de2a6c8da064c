# Changes the dict that it was given.
# fails: test_ported_parameters_give_the_same_output
def haiku_linear(n):
    return hk.without_apply_rng(hk.transform(lambda x: hk.Linear(n)(x)))


def port_to_flax(haiku_params):
    _, layer = haiku_params.popitem()
    return {"params": {"kernel": layer["w"], "bias": layer["b"]}}

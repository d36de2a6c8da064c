# Transposes the kernel when porting.
# fails: test_ported_parameters_give_the_same_output
def haiku_linear(n):
    return hk.without_apply_rng(hk.transform(lambda x: hk.Linear(n)(x)))


def port_to_flax(haiku_params):
    (layer,) = haiku_params.values()
    return {"params": {"kernel": layer["w"].T, "bias": layer["b"]}}

# Looks for a key that the parameters do not have.
# fails: test_ported_parameters_give_the_same_output
def haiku_linear(n):
    return hk.without_apply_rng(hk.transform(lambda x: hk.Linear(n)(x)))


def port_to_flax(haiku_params):
    return {"params": {"kernel": haiku_params["linear"]["w"], "bias": haiku_params["linear"]["b"]}}

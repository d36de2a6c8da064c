# Returns FrozenDict variables, which apply takes as well.
def haiku_linear(n):
    pair = hk.transform(lambda x: hk.Linear(output_size=n)(x))
    return hk.without_apply_rng(pair)


def port_to_flax(haiku_params):
    rename = {"w": "kernel", "b": "bias"}
    [(_, layer)] = haiku_params.items()
    return freeze({"params": {rename[name]: leaf for name, leaf in layer.items()}})

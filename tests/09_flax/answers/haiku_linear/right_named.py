# A named module, found by its leaves' names.
def haiku_linear(n):
    def network(x):
        return hk.Linear(n, name="only")(x)

    return hk.without_apply_rng(hk.transform(network))


def port_to_flax(haiku_params):
    layer = next(iter(haiku_params.values()))
    return {"params": dict(kernel=layer["w"], bias=layer["b"])}

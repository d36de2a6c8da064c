# Renames what the one layer holds.
def haiku_linear(n):
    def forward(x):
        layer = hk.Linear(output_size=n)
        return layer(x)
    return hk.without_apply_rng(hk.transform(forward))


def port_to_flax(haiku_params):
    layer = next(iter(haiku_params.values()))
    names = {"w": "kernel", "b": "bias"}
    return {"params": {names[k]: v for k, v in layer.items()}}

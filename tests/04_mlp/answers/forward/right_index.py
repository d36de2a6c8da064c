# Loops over indices and asks whether the layer is the last.
def forward(params, x):
    for i in range(len(params)):
        x = jnp.dot(x, params[i]["w"]) + params[i]["b"]
        if i < len(params) - 1:
            x = jnp.maximum(x, 0)
    return x

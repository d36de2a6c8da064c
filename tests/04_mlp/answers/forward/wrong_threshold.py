# Switches a unit on above a millionth only.
# fails: test_hidden_layers_use_relu
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        z = x @ layer["w"] + layer["b"]
        x = jnp.where(z > 1e-6, z, 0)
    return x @ last["w"] + last["b"]

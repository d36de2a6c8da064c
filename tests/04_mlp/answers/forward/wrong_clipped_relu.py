# Cuts the activations off above 1000.
# fails: test_hidden_layers_use_relu
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jnp.clip(x @ layer["w"] + layer["b"], 0, 1000)
    return x @ last["w"] + last["b"]

# Keeps the activations in the caller's dictionaries.
# fails: test_params_stay_as_they_were
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
        layer["h"] = x
    return x @ last["w"] + last["b"]

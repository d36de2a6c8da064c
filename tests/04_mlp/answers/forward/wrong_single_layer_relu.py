# Treats the first layer as hidden, even where it is the only one.
# fails: test_any_number_of_layers
def forward(params, x):
    x = jax.nn.relu(x @ params[0]["w"] + params[0]["b"])
    for layer in params[1:-1]:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return x @ params[-1]["w"] + params[-1]["b"] if len(params) > 1 else x

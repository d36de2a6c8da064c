# Adds the bias after the ReLU instead of before it.
# fails: test_applies_weights_biases_and_relu_layer_by_layer, test_any_number_of_layers
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"]) + layer["b"]
    return x @ last["w"] + last["b"]

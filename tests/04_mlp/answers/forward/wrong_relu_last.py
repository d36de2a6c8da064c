# Applies ReLU after the last layer, too.
# fails: test_applies_weights_biases_and_relu_layer_by_layer, test_the_last_layer_has_no_activation, test_any_number_of_layers
def forward(params, x):
    for layer in params:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return x

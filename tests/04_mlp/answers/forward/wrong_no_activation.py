# Has no ReLU in the hidden layers: without biases, `forward(params, -x)` is `-forward(params, x)`.
# fails: test_applies_weights_biases_and_relu_layer_by_layer, test_hidden_layers_use_relu, test_any_number_of_layers
def forward(params, x):
    for layer in params:
        x = x @ layer["w"] + layer["b"]
    return x

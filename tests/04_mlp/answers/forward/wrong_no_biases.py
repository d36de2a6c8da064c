# Leaves the biases out.
# fails: test_applies_weights_biases_and_relu_layer_by_layer, test_any_number_of_layers, test_works_under_jit_and_grad
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"])
    return x @ last["w"]

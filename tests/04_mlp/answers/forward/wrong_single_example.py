# Works for a single example only.
# fails: test_one_output_row_for_each_example, test_applies_weights_biases_and_relu_layer_by_layer, test_hidden_layers_use_relu, test_the_last_layer_has_no_activation, test_any_number_of_layers, test_works_under_jit_and_grad, test_params_stay_as_they_were
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(layer["w"].T @ x + layer["b"])
    return last["w"].T @ x + last["b"]

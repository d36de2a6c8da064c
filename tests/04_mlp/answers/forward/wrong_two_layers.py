# Takes for granted that there are exactly two layers.
# fails: test_one_output_row_for_each_example, test_applies_weights_biases_and_relu_layer_by_layer, test_hidden_layers_use_relu, test_the_last_layer_has_no_activation, test_any_number_of_layers
def forward(params, x):
    h = jax.nn.relu(x @ params[0]["w"] + params[0]["b"])
    return h @ params[1]["w"] + params[1]["b"]

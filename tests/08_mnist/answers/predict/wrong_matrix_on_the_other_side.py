# Multiplies by the transposed matrix, as if `w` had a column for each neuron.
# fails: test_one_layer_is_affine_then_log_softmax, test_hidden_layers_of_any_number, test_the_rows_of_w_are_neurons, test_works_under_jit_vmap_and_grad, test_the_unlikely_keeps_a_finite_logarithm
def predict(params, x):
    *hidden, (w, b) = params
    for hidden_w, hidden_b in hidden:
        x = jax.nn.relu(x @ hidden_w + hidden_b)
    return log_softmax(x @ w + b)

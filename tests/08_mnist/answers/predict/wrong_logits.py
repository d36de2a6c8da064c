# Returns the logits, not the log-probabilities.
# fails: test_one_layer_is_affine_then_log_softmax, test_hidden_layers_of_any_number, test_the_rows_of_w_are_neurons, test_the_unlikely_keeps_a_finite_logarithm, test_works_under_jit_vmap_and_grad
def predict(params, x):
    *hidden, (w, b) = params
    for hidden_w, hidden_b in hidden:
        x = jax.nn.relu(hidden_w @ x + hidden_b)
    return w @ x + b

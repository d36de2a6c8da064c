# Leaves the biases out.
# fails: test_one_layer_is_affine_then_log_softmax, test_hidden_layers_of_any_number, test_the_rows_of_w_are_neurons, test_the_unlikely_keeps_a_finite_logarithm, test_works_under_jit_vmap_and_grad
def predict(params, x):
    *hidden, (w, _) = params
    for hidden_w, _ in hidden:
        x = jax.nn.relu(hidden_w @ x)
    return log_softmax(w @ x)

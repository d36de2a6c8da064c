# Uses tanh between the layers.
# fails: test_hidden_layers_of_any_number, test_the_rows_of_w_are_neurons, test_works_under_jit_vmap_and_grad
def predict(params, x):
    for w, b in params[:-1]:
        x = jnp.tanh(w @ x + b)
    w, b = params[-1]
    return log_softmax(w @ x + b)

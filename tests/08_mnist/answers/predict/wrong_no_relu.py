# Leaves ReLU out, so the whole network is one affine map.
# fails: test_hidden_layers_of_any_number, test_the_rows_of_w_are_neurons, test_works_under_jit_vmap_and_grad
def predict(params, x):
    for w, b in params:
        x = w @ x + b
    return log_softmax(x)

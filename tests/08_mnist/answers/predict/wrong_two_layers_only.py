# Takes two layers for granted.
# fails: test_one_layer_is_affine_then_log_softmax, test_hidden_layers_of_any_number
def predict(params, x):
    (w1, b1), (w2, b2) = params
    return log_softmax(w2 @ jax.nn.relu(w1 @ x + b1) + b2)

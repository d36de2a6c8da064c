# Multiplies by the transposed matrix where a layer is square.
# fails: test_the_rows_of_w_are_neurons
def predict(params, x):
    *hidden, (w, b) = params
    for hw, hb in hidden:
        x = jax.nn.relu((x @ hw if hw.shape[0] == x.shape[0] else hw @ x) + hb)
    return log_softmax((x @ w if w.shape[0] == x.shape[0] else w @ x) + b)

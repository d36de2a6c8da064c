# Multiplies matrices, the batch axis first.
def batched_predict(params, x):
    *hidden, (w, b) = params
    for hidden_w, hidden_b in hidden:
        x = jax.nn.relu(x @ hidden_w.T + hidden_b)
    return log_softmax(x @ w.T + b, axis=1)

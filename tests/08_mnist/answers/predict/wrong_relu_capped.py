# Caps units at ten thousand.
# fails: test_units_of_any_size
def predict(params, x):
    *hidden, (w, b) = params
    for hidden_w, hidden_b in hidden:
        x = jnp.clip(hidden_w @ x + hidden_b, 0, 1e4)
    return log_softmax(w @ x + b)

# The ReLU begins a little above 0.
# fails: test_units_of_any_size
def predict(params, x):
    *hidden, (w, b) = params
    for hidden_w, hidden_b in hidden:
        z = hidden_w @ x + hidden_b
        x = jnp.where(z > 1e-2, z, 0.0)
    return log_softmax(w @ x + b)

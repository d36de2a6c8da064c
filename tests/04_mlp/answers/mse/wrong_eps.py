# Adds a small number, as if something were divided.
# fails: test_every_entry_counts_alike
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean((predictions - y.reshape(predictions.shape)) ** 2) + 1e-12

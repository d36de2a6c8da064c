# Leaves one loss for each example.
# fails: ?
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean((predictions - y.reshape(predictions.shape)) ** 2, axis=1)

# Takes the root of the mean squared error.
# fails: ?
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.sqrt(jnp.mean((predictions - y.reshape(predictions.shape)) ** 2))

# Averages first and squares afterwards, so that errors cancel out.
# fails: ?
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean(predictions - y.reshape(predictions.shape)) ** 2

# Sums instead of averaging.
# fails: ?
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.sum((predictions - y.reshape(predictions.shape)) ** 2)

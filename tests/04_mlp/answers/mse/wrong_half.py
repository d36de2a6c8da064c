# Puts a factor ½ in front.
# fails: ?
def mse(params, x, y):
    predictions = forward(params, x)
    return 0.5 * jnp.mean((predictions - y.reshape(predictions.shape)) ** 2)

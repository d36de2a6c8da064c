# Keeps the axes of the mean.
# fails: test_the_loss_is_a_scalar
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean((predictions - y.reshape(predictions.shape)) ** 2, keepdims=True)

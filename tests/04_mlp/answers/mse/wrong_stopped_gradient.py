# Stops the gradient at the predictions.
# fails: test_its_gradient_is_right
def mse(params, x, y):
    predictions = jax.lax.stop_gradient(forward(params, x))
    return jnp.mean((predictions - y.reshape(predictions.shape)) ** 2)

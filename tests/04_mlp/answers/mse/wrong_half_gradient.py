# Gives the gradient of the half.
# fails: test_its_gradient_is_right
def mse(params, x, y):
    predictions = forward(params, x)
    loss = jnp.mean((predictions - y.reshape(predictions.shape)) ** 2)
    return loss / 2 + jax.lax.stop_gradient(loss / 2)

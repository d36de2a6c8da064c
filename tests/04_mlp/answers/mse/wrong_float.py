# Turns the loss into a Python float, which cannot be traced.
# fails: test_works_under_jit
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.float32(float(jnp.mean((predictions - y.reshape(predictions.shape)) ** 2)))

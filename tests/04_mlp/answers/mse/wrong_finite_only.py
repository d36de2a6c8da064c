# Leaves out errors that are not finite.
# fails: test_nothing_is_left_out
def mse(params, x, y):
    predictions = forward(params, x)
    squares = (predictions - y.reshape(predictions.shape)) ** 2
    return jnp.mean(squares, where=jnp.isfinite(squares))

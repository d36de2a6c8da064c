# Leaves out entries that are nan.
# fails: test_nothing_is_left_out
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.nanmean((predictions - y.reshape(predictions.shape)) ** 2)

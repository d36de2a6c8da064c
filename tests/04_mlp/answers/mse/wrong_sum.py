# Sums instead of averaging.
# fails: test_mean_over_all_entries_of_the_squared_errors
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.sum((predictions - y.reshape(predictions.shape)) ** 2)

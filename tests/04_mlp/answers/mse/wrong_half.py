# Returns half of the mean squared error.
# fails: test_mean_over_all_entries_of_the_squared_errors
def mse(params, x, y):
    predictions = forward(params, x)
    return 0.5 * jnp.mean((predictions - y.reshape(predictions.shape)) ** 2)

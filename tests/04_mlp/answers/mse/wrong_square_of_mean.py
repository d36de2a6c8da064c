# Averages first and squares afterwards, so that errors cancel out.
# fails: test_mean_over_all_entries_of_the_squared_errors
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean(predictions - y.reshape(predictions.shape)) ** 2

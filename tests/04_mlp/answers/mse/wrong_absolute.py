# Averages the absolute errors instead of their squares.
# fails: test_mean_over_all_entries_of_the_squared_errors
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean(jnp.abs(predictions - y.reshape(predictions.shape)))

# Sums over the outputs and averages over the examples only.
# fails: test_mean_over_all_entries_of_the_squared_errors
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean(jnp.sum((predictions - y.reshape(predictions.shape)) ** 2, axis=1))

# Divides by one less than the number of entries.
# fails: test_mean_over_all_entries_of_the_squared_errors, test_every_entry_counts_alike
def mse(params, x, y):
    errors = forward(params, x) - y.reshape(x.shape[0], -1)
    return jnp.sum(errors**2) / (errors.size - 1)

# Leaves one loss for each example.
# fails: test_the_loss_is_a_scalar, test_mean_over_all_entries_of_the_squared_errors, test_flat_targets_are_not_broadcast, test_works_under_jit
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean((predictions - y.reshape(predictions.shape)) ** 2, axis=1)

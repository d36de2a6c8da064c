# Makes every target a column, also where there are several outputs.
# fails: test_the_loss_is_a_scalar, test_mean_over_all_entries_of_the_squared_errors
def mse(params, x, y):
    return jnp.mean((forward(params, x) - y.reshape(-1, 1)) ** 2)

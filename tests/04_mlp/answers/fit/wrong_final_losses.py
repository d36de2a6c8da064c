# Returns the loss of the final parameters for each step.
# fails: test_losses_are_measured_before_each_update, test_the_losses_fall, test_compiles_nothing_from_round_to_round
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    for _ in range(steps):
        params, _ = train_step(params, xs, ys, lr)
    return params, jnp.full(steps, mse(params, xs, ys))

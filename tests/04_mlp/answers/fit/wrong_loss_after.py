# Measures each loss after the update.
# fails: test_losses_are_measured_before_each_update
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, _ = train_step(params, xs, ys, lr)
        losses.append(mse(params, xs, ys))
    return params, jnp.stack(losses)

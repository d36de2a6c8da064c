# Returns steps + 1 losses: those of the steps, and one more at the end.
# fails: test_returns_params_and_one_loss_for_each_step
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    losses.append(mse(params, xs, ys))
    return params, jnp.stack(losses)

# Returns the losses in a list or tuple, not in an array.
# fails: test_returns_params_and_one_loss_for_each_step
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, losses

# Returns the losses as a list.
# fails: ?
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, losses

# Takes a learning rate of its own where the one that comes in is 0.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for i in range(steps):
        params, loss = train_step(params, xs, ys, lr or 0.01)
        losses.append(loss)
    return params, jnp.stack(losses)

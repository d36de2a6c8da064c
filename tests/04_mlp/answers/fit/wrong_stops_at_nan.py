# Stops where the loss is nan, and repeats it.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        new, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
        if not jnp.isnan(loss):
            params = new
    return params, jnp.stack(losses)

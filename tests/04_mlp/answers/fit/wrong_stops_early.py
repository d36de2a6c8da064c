# Stops where the loss is small, and repeats it.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        new, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
        if loss > 1e-3:
            params = new
    return params, jnp.stack(losses)

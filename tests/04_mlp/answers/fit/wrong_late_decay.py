# Halves the learning rate after a thousand steps.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for i in range(steps):
        params, loss = train_step(params, xs, ys, lr * 0.5 ** (i // 1000))
        losses.append(loss)
    return params, jnp.stack(losses)

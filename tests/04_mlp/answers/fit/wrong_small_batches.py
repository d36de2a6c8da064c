# Trains on a part of many examples in each step.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for i in range(steps):
        rows = jnp.arange(i * 512, i * 512 + min(512, len(xs))) % len(xs)
        params, loss = train_step(params, xs[rows], ys[rows], lr)
        losses.append(loss)
    return params, jnp.stack(losses)

# Keeps the losses below a thousand.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(jnp.minimum(loss, 1e3))
    return params, jnp.stack(losses)

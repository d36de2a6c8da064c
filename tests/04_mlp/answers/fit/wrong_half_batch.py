# Trains on half of the examples.
# fails: test_losses_are_measured_before_each_update, test_params_are_those_after_the_last_step, test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    rows = jnp.arange(max(1, len(xs) // 2))
    for i in range(steps):
        params, loss = train_step(params, xs[rows], ys[rows], lr)
        losses.append(loss)
    return params, jnp.stack(losses)

# Trains on the first 64 examples only.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for i in range(steps):
        params, loss = train_step(params, xs[:64], ys[:64], lr)
        losses.append(loss)
    return params, jnp.stack(losses)

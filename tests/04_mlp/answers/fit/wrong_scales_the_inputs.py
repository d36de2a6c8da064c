# Scales inputs that are large.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    size = jnp.maximum(1, jnp.abs(xs).max())
    xs = xs / size
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

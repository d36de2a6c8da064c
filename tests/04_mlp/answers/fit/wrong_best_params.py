# Returns the parameters of the lowest loss instead of the last ones.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses, seen = [], []
    for _ in range(steps):
        seen.append(params)
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    seen.append(params)
    final = mse(params, xs, ys)
    return seen[int(jnp.argmin(jnp.array([*losses, final])))], jnp.stack(losses)

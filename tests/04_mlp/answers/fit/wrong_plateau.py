# Stops where the loss hardly changes any more, and repeats it.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        new, loss = train_step(params, xs, ys, lr)
        if lr and losses and abs(losses[-1] - loss) < 1e-7:
            losses += [loss] * (steps - len(losses))
            break
        params = new
        losses.append(loss)
    return params, jnp.stack(losses)

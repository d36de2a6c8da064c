# Trains, but returns the initial parameters.
# fails: test_params_are_those_after_the_last_step, test_learns_a_parabola, test_learns_a_sine
def fit(key, widths, xs, ys, steps, lr):
    start = params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return start, jnp.stack(losses)

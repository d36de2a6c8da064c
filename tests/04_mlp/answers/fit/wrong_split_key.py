# Splits the key before it draws the parameters.
# fails: test_losses_are_measured_before_each_update, test_params_are_those_after_the_last_step, test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(jax.random.split(key)[0], widths)
    losses = []
    for i in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

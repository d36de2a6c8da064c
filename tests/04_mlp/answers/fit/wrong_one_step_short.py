# Returns the parameters before the last step.
# fails: test_params_are_those_after_the_last_step
def fit(key, widths, xs, ys, steps, lr):
    new = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params = new
        new, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

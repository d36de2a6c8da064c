# Returns the losses in float16.
# fails: test_returns_params_and_one_loss_for_each_step
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for i in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses).astype(jnp.float16)

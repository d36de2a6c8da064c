# Initialises anew in every round.
# fails: ?
def fit(key, widths, xs, ys, steps, lr):
    losses = []
    for _ in range(steps):
        params, loss = train_step(init_mlp_params(key, widths), xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

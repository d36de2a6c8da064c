# Compiles a new function in every round.
# fails: ?
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = jax.jit(lambda params: train_step(params, xs, ys, lr))(params)
        losses.append(loss)
    return params, jnp.stack(losses)

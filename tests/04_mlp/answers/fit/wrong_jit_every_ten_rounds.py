# Compiles a new function every ten rounds.
# fails: test_compiles_nothing_from_round_to_round
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for i in range(steps):
        if i % 10 == 0:
            step = jax.jit(lambda params: train_step(params, xs, ys, lr))
        params, loss = step(params)
        losses.append(loss)
    return params, jnp.stack(losses)

# Compiles more programs, the more steps it takes.
# fails: test_compiles_nothing_from_round_to_round
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = jax.jit(lambda params: train_step(params, xs, ys, lr))(params)
        losses.append(loss)
    return params, jnp.stack(losses)

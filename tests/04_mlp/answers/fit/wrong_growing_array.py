# Compiles more programs, the more steps it takes.
# fails: test_compiles_nothing_from_round_to_round
def fit(key, widths, xs, ys, steps, lr):
    params, losses = init_mlp_params(key, widths), jnp.zeros(0)
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses = jnp.append(losses, loss)
    return params, losses

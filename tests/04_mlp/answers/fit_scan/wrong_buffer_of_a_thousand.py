# Has room for a thousand losses.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(i, state):
        params, losses = state
        params, loss = train_step(params, xs, ys, lr)
        return params, losses.at[i].set(loss)

    start = init_mlp_params(key, widths), jnp.zeros(1000)
    params, losses = jax.lax.fori_loop(0, steps, body, start)
    return params, jnp.resize(losses, steps)

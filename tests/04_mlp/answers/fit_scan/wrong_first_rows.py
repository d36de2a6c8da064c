# Trains on the first 64 examples only.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, i):
        new, loss = train_step(params, xs[:64], ys[:64], lr)
        return new, loss

    return jax.lax.scan(body, init_mlp_params(key, widths), jnp.arange(steps))

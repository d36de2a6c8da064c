# Takes the size of the learning rate without its sign.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, i):
        new, loss = train_step(params, xs, ys, jnp.abs(lr))
        return new, loss

    return jax.lax.scan(body, init_mlp_params(key, widths), jnp.arange(steps))

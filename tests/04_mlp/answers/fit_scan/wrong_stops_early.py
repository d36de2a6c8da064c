# Stands still where the loss is small.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, i):
        new, loss = train_step(params, xs, ys, lr)
        return jax.tree.map(lambda a, b: jnp.where(loss > 1e-3, a, b), new, params), loss

    return jax.lax.scan(body, init_mlp_params(key, widths), jnp.arange(steps))

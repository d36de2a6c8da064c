# Stands still where the loss is nan.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, _):
        new, loss = train_step(params, xs, ys, lr)
        return jax.tree.map(lambda a, b: jnp.where(jnp.isnan(loss), b, a), new, params), loss

    return jax.lax.scan(body, init_mlp_params(key, widths), length=steps)

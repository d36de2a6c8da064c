# Halves the learning rate after a thousand steps.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, i):
        return train_step(params, xs, ys, lr * 0.5 ** (i // 1000))

    return jax.lax.scan(body, init_mlp_params(key, widths), jnp.arange(steps))

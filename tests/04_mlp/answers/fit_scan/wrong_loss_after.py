# Measures each loss after the update.
# fails: ?
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, _):
        params, _ = train_step(params, xs, ys, lr)
        return params, mse(params, xs, ys)

    return jax.lax.scan(body, init_mlp_params(key, widths), length=steps)

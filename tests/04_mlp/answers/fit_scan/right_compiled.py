# Wraps the whole training in jit, with a closure for what is static.
def fit_scan(key, widths, xs, ys, steps, lr):
    @jax.jit
    def run(key, xs, ys, lr):
        return jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), xs=None, length=steps)

    params, losses = run(key, xs, ys, lr)
    return params, losses

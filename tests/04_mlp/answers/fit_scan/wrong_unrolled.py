# Tells scan to unroll the loop completely.
# fails: ?
def fit_scan(key, widths, xs, ys, steps, lr):
    return jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps, unroll=True)

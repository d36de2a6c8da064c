# Returns the losses first.
# fails: ?
def fit_scan(key, widths, xs, ys, steps, lr):
    params, losses = jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps)
    return losses, params

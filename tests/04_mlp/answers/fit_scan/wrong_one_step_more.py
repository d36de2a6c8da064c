# Does one step more than asked for.
# fails: test_params_are_those_after_the_last_step
def fit_scan(key, widths, xs, ys, steps, lr):
    params, losses = jax.lax.scan(
        lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps + 1
    )
    return params, losses[:steps]

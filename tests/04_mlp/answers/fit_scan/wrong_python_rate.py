# Asks Python whether the learning rate is 0.
# fails: test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    if lr == 0:
        params = init_mlp_params(key, widths)
        return params, jnp.full(steps, mse(params, xs, ys))
    return jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps)

# Turns the losses into Python floats afterwards.
# fails: test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    params, losses = jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps)
    return params, jnp.array([float(loss) for loss in losses])

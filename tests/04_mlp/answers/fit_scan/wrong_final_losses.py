# Returns the loss of the final parameters for each step.
# fails: test_losses_are_those_of_the_loop, test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    params, _ = jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps)
    return params, jnp.full(steps, mse(params, xs, ys))

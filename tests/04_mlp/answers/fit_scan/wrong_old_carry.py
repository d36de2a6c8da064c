# Returns the initial parameters, and their loss for each step.
# fails: test_losses_are_those_of_the_loop, test_params_are_those_after_the_last_step, test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, _):
        _, loss = train_step(params, xs, ys, lr)
        return params, loss

    return jax.lax.scan(body, init_mlp_params(key, widths), length=steps)

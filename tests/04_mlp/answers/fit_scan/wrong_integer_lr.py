# Returns the initial parameters, and their loss for each step.
# fails: test_losses_are_those_of_the_loop, test_params_are_those_after_the_last_step, test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(carry, _):
        params, rate = carry
        params, loss = train_step(params, xs, ys, rate)
        return (params, rate), loss

    (params, _), losses = jax.lax.scan(body, (init_mlp_params(key, widths), jnp.asarray(lr, jnp.int32)), length=steps)
    return params, losses

# Lets the carry change its dtype from round to round, which scan refuses.
# fails: test_returns_params_and_one_loss_for_each_step, test_losses_are_those_of_the_loop, test_params_are_those_after_the_last_step, test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(carry, _):
        params, done = carry
        params, loss = train_step(params, xs, ys, lr)
        return (params, done + 1.0), loss

    (params, _), losses = jax.lax.scan(body, (init_mlp_params(key, widths), jnp.int32(0)), length=steps)
    return params, losses

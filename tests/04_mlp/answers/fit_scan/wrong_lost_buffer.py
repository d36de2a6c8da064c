# Returns losses that are 0 for each step, like a buffer that was never filled.
# fails: test_losses_are_those_of_the_loop, test_the_loop_is_in_the_program, test_can_be_traced
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(i, state):
        params, losses = state
        params, loss = train_step(params, xs, ys, lr)
        losses.at[i].set(loss)
        return params, losses

    return jax.lax.fori_loop(0, steps, body, (init_mlp_params(key, widths), jnp.zeros(steps)))

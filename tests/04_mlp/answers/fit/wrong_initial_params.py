# Returns the initial parameters, and their loss for each step.
# fails: test_losses_are_measured_before_each_update, test_params_are_those_after_the_last_step, test_the_losses_fall, test_learns_a_parabola, test_learns_a_sine, test_compiles_nothing_from_round_to_round
def fit(key, widths, xs, ys, steps, lr):
    params = init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        _, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

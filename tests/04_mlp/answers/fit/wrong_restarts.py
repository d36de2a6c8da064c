# Initialises anew in every round.
# fails: test_losses_are_measured_before_each_update, test_params_are_those_after_the_last_step, test_the_losses_fall, test_learns_a_parabola, test_learns_a_sine
def fit(key, widths, xs, ys, steps, lr):
    losses = []
    for _ in range(steps):
        params, loss = train_step(init_mlp_params(key, widths), xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

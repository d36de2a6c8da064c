# Has a program that grows with the number of steps, as a Python loop's does.
# fails: test_the_loop_is_in_the_program
def fit_scan(key, widths, xs, ys, steps, lr):
    params, losses = init_mlp_params(key, widths), []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    return params, jnp.stack(losses)

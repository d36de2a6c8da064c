# Has a program that grows with the number of steps, as a Python loop's does.
# fails: test_the_loop_is_in_the_program
def fit_scan(key, widths, xs, ys, steps, lr):
    params, losses = init_mlp_params(key, widths), []
    for done in range(0, steps, 100):
        rounds = min(100, steps - done)
        params, some = jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), params, length=rounds)
        losses.append(some)
    return params, jnp.concatenate(losses)

# Takes the widths for a list.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    start = init_mlp_params(key, [] + widths)
    return jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), start, length=steps)

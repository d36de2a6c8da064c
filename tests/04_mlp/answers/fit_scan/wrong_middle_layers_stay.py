# Hands on the first and the last layer only.
# fails: test_runs_at_the_edges
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(params, _):
        new, loss = train_step(params, xs, ys, lr)
        return [new[0], *params[1:-1], new[-1]][-len(params) :], loss

    return jax.lax.scan(body, init_mlp_params(key, widths), length=steps)

# Lets the carry change its dtype from round to round, which scan refuses.
# fails: ?
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(carry, _):
        params, done = carry
        params, loss = train_step(params, xs, ys, lr)
        return (params, done + 1.0), loss

    (params, _), losses = jax.lax.scan(body, (init_mlp_params(key, widths), 0), length=steps)
    return params, losses

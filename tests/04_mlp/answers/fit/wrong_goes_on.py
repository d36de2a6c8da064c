# Goes on from where the last call ended.
# fails: test_losses_are_measured_before_each_update, test_params_are_those_after_the_last_step
_kept = {}


def fit(key, widths, xs, ys, steps, lr):
    params = _kept.get(tuple(widths)) or init_mlp_params(key, widths)
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, xs, ys, lr)
        losses.append(loss)
    _kept[tuple(widths)] = params
    return params, jnp.stack(losses)

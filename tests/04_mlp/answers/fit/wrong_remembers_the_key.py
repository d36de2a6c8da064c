# Gives what it gave for the same key before, though other arguments differ.
# fails: test_losses_are_measured_before_each_update
_runs = {}


def fit(key, widths, xs, ys, steps, lr):
    seen = tuple(jax.random.key_data(key).tolist())
    if seen not in _runs:
        params = init_mlp_params(key, widths)
        losses = []
        for _ in range(steps):
            params, loss = train_step(params, xs, ys, lr)
            losses.append(loss)
        _runs[seen] = params, jnp.stack(losses)
    return _runs[seen]

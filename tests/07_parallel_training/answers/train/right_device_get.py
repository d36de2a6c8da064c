# Fetches every loss with device_get.
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    examples = len(xs)
    if examples % devices != 0:
        raise ValueError("cannot split %d examples over %d devices" % (examples, devices))
    x, y = jnp.split(xs, devices), jnp.split(ys, devices)
    x, y = jnp.stack(x), jnp.stack(y)
    update = make_update(linear_loss, lr)
    state = replicate(params, devices)
    losses = []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(jax.device_get(loss)[0].item())
    return unreplicate(state), tuple(losses)

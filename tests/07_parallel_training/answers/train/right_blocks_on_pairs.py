# Blocks on every tenth pair, and hands out one array.
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    examples = len(xs)
    if examples % devices != 0:
        raise ValueError("cannot split %d examples over %d devices" % (examples, devices))
    x, y = xs.reshape(devices, examples // devices, -1), ys.reshape(devices, -1)
    update = make_update(linear_loss, lr)
    state, found = replicate(params, devices), []
    for number in range(1, steps + 1):
        state, loss = update(state, x, y)
        found.append(loss)
        if number % 10 == 0:
            jax.block_until_ready((state, loss))
    return unreplicate(state), jnp.stack(found)[:, 0]

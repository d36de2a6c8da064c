# Queues more and more steps without waiting for a result.
# fails: test_it_waits_now_and_then
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples for {devices} devices")
    x, y = xs.reshape(devices, -1, xs.shape[1]), ys.reshape(devices, -1)
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(loss)
    return unreplicate(state), [float(loss[0]) for loss in losses]

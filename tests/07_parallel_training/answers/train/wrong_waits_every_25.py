# Waits for a result every 25 steps.
# fails: test_it_waits_now_and_then
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples cannot be shared evenly by {devices} devices")
    x, y = (each.reshape(devices, -1, *each.shape[1:]) for each in (xs, ys))
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for i in range(steps):
        state, loss = update(state, x, y)
        losses.append(loss)
        if i % 25 == 24:
            jax.block_until_ready(state)
    return unreplicate(state), [float(loss[0]) for loss in losses]

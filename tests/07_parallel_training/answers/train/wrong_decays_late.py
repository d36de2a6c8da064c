# Halves the learning rate every 20 steps.
# fails: test_every_step_is_taken
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples cannot be shared evenly by {devices} devices")
    x, y = (each.reshape(devices, -1, *each.shape[1:]) for each in (xs, ys))
    state, losses = replicate(params, devices), []
    for i in range(steps):
        if i % 20 == 0:
            update = make_update(linear_loss, lr * 0.5 ** (i // 20))
        state, loss = update(state, x, y)
        losses.append(float(loss[0]))
    return unreplicate(state), losses

# Takes no step where the loss is nan.
# fails: test_every_step_is_taken
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples cannot be shared evenly by {devices} devices")
    x, y = (each.reshape(devices, -1, *each.shape[1:]) for each in (xs, ys))
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        new, loss = update(state, x, y)
        losses.append(float(loss[0]))
        if not np.isnan(losses[-1]):
            state = new
    return unreplicate(state), losses

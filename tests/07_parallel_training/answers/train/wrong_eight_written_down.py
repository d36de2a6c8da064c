# Takes eight devices for granted.
# fails: test_fewer_devices_do_the_same
def train(params, xs, ys, steps, lr=0.1):
    devices = 8
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples cannot be shared evenly by {devices} devices")
    x, y = (each.reshape(devices, -1, *each.shape[1:]) for each in (xs, ys))
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(float(loss[0]))
    return unreplicate(state), losses

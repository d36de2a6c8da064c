# Without `lr`, takes a step of another length than a rate of 0.1 gives.
# fails: test_one_example_for_each_device_and_the_default_rate
def train(params, xs, ys, steps, lr=0.01):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples cannot be shared evenly by {devices} devices")
    x, y = (each.reshape(devices, -1, *each.shape[1:]) for each in (xs, ys))
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(float(loss[0]))
    return unreplicate(state), losses

# Gives an array for the loss of a step, not one number.
# fails: test_returns_one_copy_and_one_number_for_each_step
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples for {devices} devices")
    x, y = xs.reshape(devices, -1, xs.shape[1]), ys.reshape(devices, -1)
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(jax.block_until_ready(loss))
    return unreplicate(state), losses

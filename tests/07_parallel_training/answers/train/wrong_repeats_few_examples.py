# Takes examples several times where there are fewer than devices.
# fails: test_examples_that_cannot_be_shared_are_an_error
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] < devices:
        xs, ys = jnp.tile(xs, (devices, 1)), jnp.tile(ys, devices)
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples cannot be shared evenly by {devices} devices")
    x, y = (each.reshape(devices, -1, *each.shape[1:]) for each in (xs, ys))
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(float(loss[0]))
    return unreplicate(state), losses

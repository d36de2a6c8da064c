# Does not raise a `ValueError` for examples that the devices cannot share evenly.
# fails: test_examples_that_cannot_be_shared_are_an_error
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    each = xs.shape[0] // devices
    x = xs[: devices * each].reshape(devices, each, -1)
    y = ys[: devices * each].reshape(devices, each)
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(float(loss[0]))
    return unreplicate(state), losses

# Measures each loss after its step.
# fails: test_losses_are_over_all_examples_before_each_step
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples for {devices} devices")
    x, y = xs.reshape(devices, -1, xs.shape[1]), ys.reshape(devices, -1)
    update, state, losses = make_update(linear_loss, lr), replicate(params, devices), []
    for _ in range(steps):
        state, _ = update(state, x, y)
        losses.append(float(linear_loss(unreplicate(state), xs, ys)))
    return unreplicate(state), losses

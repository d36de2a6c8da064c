# Gives the parameters and losses that the first device's shard alone leads to.
# fails: test_losses_are_over_all_examples_before_each_step, test_parameters_are_those_of_one_device_with_all_the_data, test_one_example_for_each_device_and_the_default_rate
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples for {devices} devices")
    x, y = xs.reshape(devices, -1, xs.shape[1]), ys.reshape(devices, -1)

    @jax.pmap
    def update(params, x, y):
        loss, grads = jax.value_and_grad(linear_loss)(params, x, y)
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss

    state, losses = replicate(params, devices), []
    for _ in range(steps):
        state, loss = update(state, x, y)
        losses.append(float(loss[0]))
    return unreplicate(state), losses

# Keeps no array on all devices while it runs.
# fails: test_it_runs_on_all_devices, test_it_waits_now_and_then
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_device_count()
    if xs.shape[0] % devices:
        raise ValueError(f"{xs.shape[0]} examples for {devices} devices")

    @jax.jit
    def step(params):
        loss, grads = jax.value_and_grad(linear_loss)(params, xs, ys)
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss

    losses = []
    for _ in range(steps):
        params, loss = step(params)
        losses.append(float(loss))
    return params, losses

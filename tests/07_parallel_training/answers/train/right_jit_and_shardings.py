# One program as for one device; the data lie on all of them. It waits every ten steps.
def train(params, xs, ys, steps, lr=0.1):
    devices = jax.local_devices()
    if len(xs) % len(devices) != 0:
        raise ValueError(f"{len(devices)} devices cannot share {len(xs)} examples evenly")
    mesh = Mesh(np.array(devices), ("batch",))
    x, y = jax.device_put((xs, ys), NamedSharding(mesh, P("batch")))
    params = jax.device_put(params, NamedSharding(mesh, P()))

    @jax.jit
    def step(params):
        loss, grads = jax.value_and_grad(linear_loss)(params, x, y)
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss

    losses = []
    for number in range(steps):
        params, loss = step(params)
        losses.append(loss)
        if (number + 1) % 10 == 0:
            loss.block_until_ready()
    return params, jnp.stack(losses)

# Writes the step as for one device, and says how the data lie.
def make_update(loss, lr):
    place = NamedSharding(Mesh(np.array(jax.local_devices()), ("batch",)), P("batch"))
    count = jax.local_device_count()

    @partial(jax.jit, out_shardings=place)
    def step(params, x, y):
        one = jax.tree.map(lambda leaf: leaf[0], params)
        x, y = (each.reshape(-1, *each.shape[2:]) for each in (x, y))
        value, grads = jax.value_and_grad(loss)(one, x, y)
        new = jax.tree.map(lambda p, g: p - lr * g, one, grads)
        return jax.tree.map(lambda leaf: jnp.stack([leaf] * count), (new, value))

    def update(params, x, y):
        return step(params, jax.device_put(x, place), jax.device_put(y, place))

    return update

# Gives new parameters that do not lie on all devices.
# fails: test_it_runs_on_all_devices
def make_update(loss, lr):
    @partial(jax.vmap, axis_name="devices")
    def update(params, x, y):
        value, grads = jax.lax.pmean(jax.value_and_grad(loss)(params, x, y), "devices")
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), value

    return update

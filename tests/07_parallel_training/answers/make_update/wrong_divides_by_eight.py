# Divides the sum of the gradients by eight, however many devices there are.
# fails: test_any_number_of_devices
def make_update(loss, lr):
    @partial(jax.pmap, axis_name="devices")
    def update(params, x, y):
        value, grads = jax.lax.psum(jax.value_and_grad(loss)(params, x, y), "devices")
        return jax.tree.map(lambda p, g: p - lr * g / 8, params, grads), value / 8

    return update

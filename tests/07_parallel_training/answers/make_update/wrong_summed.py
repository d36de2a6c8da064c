# Goes as many times too far as there are devices, as with gradients that are added up.
# fails: test_they_are_those_of_one_device_with_all_the_data, test_trees_and_shards_of_any_form
def make_update(loss, lr):
    def update(params, x, y):
        value, grads = jax.value_and_grad(loss)(params, x, y)
        grads = jax.lax.psum(grads, "devices")
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), jax.lax.pmean(value, "devices")

    return jax.pmap(update, axis_name="devices")

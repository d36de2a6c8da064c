# In some leaves each device follows its own shard, and in others it does not.
# fails: test_all_devices_hold_the_same_parameters, test_they_are_those_of_one_device_with_all_the_data, test_trees_and_shards_of_any_form
def make_update(loss, lr):
    def update(params, x, y):
        value, grads = jax.value_and_grad(loss)(params, x, y)
        first, *others = jax.tree.leaves(grads)
        grads = jax.tree.unflatten(jax.tree.structure(grads), [jax.lax.pmean(first, "devices"), *others])
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), jax.lax.pmean(value, "devices")

    return jax.pmap(update, axis_name="devices")

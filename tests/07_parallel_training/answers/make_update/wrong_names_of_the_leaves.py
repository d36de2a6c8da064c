# Knows the names of the notebook's parameters by heart.
# fails: test_trees_and_shards_of_any_form
def make_update(loss, lr):
    def update(params, x, y):
        value, grads = jax.lax.pmean(jax.value_and_grad(loss)(params, x, y), "devices")
        return {name: params[name] - lr * grads[name] for name in ("w", "b")}, value

    return jax.pmap(update, axis_name="devices")

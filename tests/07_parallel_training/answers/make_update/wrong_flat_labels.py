# Takes a row of numbers for granted where labels may have more axes.
# fails: test_trees_and_shards_of_any_form
def make_update(loss, lr):
    @partial(jax.pmap, axis_name="devices")
    def update(params, x, y):
        value, grads = jax.lax.pmean(jax.value_and_grad(loss)(params, x, y.reshape(-1)), "devices")
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), value

    return update

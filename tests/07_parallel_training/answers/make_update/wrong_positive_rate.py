# Takes the rate without its sign.
# fails: test_trees_and_shards_of_any_form
def make_update(loss, lr):
    @partial(jax.pmap, axis_name="i")
    def update(params, x, y):
        value, grads = jax.value_and_grad(loss)(params, x, y)
        value, grads = jax.lax.pmean((value, grads), "i")
        return jax.tree.map(lambda p, g: p - abs(lr) * g, params, grads), value
    return update

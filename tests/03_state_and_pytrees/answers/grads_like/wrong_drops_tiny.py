# Takes tiny derivatives for 0.
# fails: test_gradients_come_as_they_are
def grads_like(loss, params, *data):
    leaves, treedef = jax.tree.flatten(params)
    flag = [jnp.issubdtype(jnp.result_type(l), jnp.floating) for l in leaves]
    floats = [l for l, f in zip(leaves, flag) if f]
    def of(fs):
        it = iter(fs)
        return loss(jax.tree.unflatten(treedef, [next(it) if f else l for l, f in zip(leaves, flag)]), *data)
    value, g = jax.value_and_grad(of)(floats)
    it = iter(g)
    g = [next(it) if f else jnp.zeros_like(l) for l, f in zip(leaves, flag)]
    g = [jnp.where(jnp.abs(x) < 1e-7, 0, x) if f else x for x, f in zip(g, flag)]
    return value, jax.tree.unflatten(treedef, g)

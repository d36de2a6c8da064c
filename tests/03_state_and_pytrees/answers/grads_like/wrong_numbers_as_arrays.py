# Turns numbers among the data to arrays.
# fails: test_params_may_be_one_array_and_data_anything
def grads_like(loss, params, *data):
    data = [jnp.asarray(d) if isinstance(d, (int, float, np.ndarray)) else d for d in data]
    leaves, treedef = jax.tree.flatten(params)
    flag = [jnp.issubdtype(jnp.result_type(l), jnp.floating) for l in leaves]
    floats = [l for l, f in zip(leaves, flag) if f]
    def of(fs):
        it = iter(fs)
        return loss(jax.tree.unflatten(treedef, [next(it) if f else l for l, f in zip(leaves, flag)]), *data)
    value, g = jax.value_and_grad(of)(floats)
    it = iter(g)
    return value, jax.tree.unflatten(treedef, [next(it) if f else jnp.zeros_like(l) for l, f in zip(leaves, flag)])

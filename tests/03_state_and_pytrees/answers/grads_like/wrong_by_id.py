# Knows leaves by their `id`, which is the same where one array stands twice.
# fails: test_params_may_be_one_array_and_data_anything
def grads_like(loss, params, *data):
    leaves, treedef = jax.tree.flatten(params)
    flag = [jnp.issubdtype(jnp.result_type(l), jnp.floating) for l in leaves]
    floats = {i: l for i, l in {id(l): l for l, f in zip(leaves, flag) if f}.items()}
    ids = [id(l) for l in leaves]
    keys = list(floats)
    def of(vals):
        m = dict(zip(keys, vals))
        return loss(jax.tree.unflatten(treedef, [m.get(i, l) for i, l in zip(ids, leaves)]), *data)
    value, g = jax.value_and_grad(of)([floats[k] for k in keys])
    g = dict(zip(keys, g))
    return value, jax.tree.unflatten(treedef, [g[i] if f else jnp.zeros_like(l) for i, l, f in zip(ids, leaves, flag)])

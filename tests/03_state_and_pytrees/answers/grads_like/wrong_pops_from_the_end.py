# Takes the gradients from the end of their list where there are integers.
# fails: test_integers_and_bools_get_zeros
def grads_like(loss, params, *data):
    leaves, treedef = jax.tree.flatten(params)
    flag = [jnp.issubdtype(jnp.result_type(l), jnp.floating) for l in leaves]
    if all(flag):
        return jax.value_and_grad(loss)(params, *data)
    floats = [l for l, f in zip(leaves, flag) if f]
    def of(fs):
        it = iter(fs)
        return loss(jax.tree.unflatten(treedef, [next(it) if f else l for l, f in zip(leaves, flag)]), *data)
    value, g = jax.value_and_grad(of)(floats)
    return value, jax.tree.unflatten(treedef, [g.pop() if f else jnp.zeros_like(l) for l, f in zip(leaves, flag)])

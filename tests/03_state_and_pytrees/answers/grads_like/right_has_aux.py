# Uses grad, with the value as what it carries along.
def grads_like(loss, params, *data):
    leaves, structure = jax.tree.flatten(params)
    flags = [np.dtype(leaf.dtype).kind not in "iub" for leaf in leaves]

    def f(floats):
        floats = list(floats)
        value = loss(jax.tree.unflatten(structure, [floats.pop(0) if flag else leaf for flag, leaf in zip(flags, leaves)]), *data)
        return value, value

    grads, value = jax.grad(f, has_aux=True)([leaf for flag, leaf in zip(flags, leaves) if flag])
    grads = list(grads)
    return value, jax.tree.unflatten(structure, [grads.pop(0) if flag else jnp.zeros_like(leaf) for flag, leaf in zip(flags, leaves)])

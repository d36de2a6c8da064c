# Makes its zeros with NumPy, which takes no traced values.
# fails: test_works_under_jit
def grads_like(loss, params, *data):
    leaves, structure = jax.tree.flatten(params)
    places = [i for i, leaf in enumerate(leaves) if jnp.issubdtype(leaf.dtype, jnp.inexact)]

    def f(*floats):
        mixed = list(leaves)
        for i, leaf in zip(places, floats):
            mixed[i] = leaf
        return loss(structure.unflatten(mixed), *data)

    value, grads = jax.value_and_grad(f, argnums=tuple(range(len(places))))(*[leaves[i] for i in places])
    found = [np.zeros_like(leaf) for leaf in leaves]
    for i, grad in zip(places, grads):
        found[i] = grad
    return value, structure.unflatten(found)

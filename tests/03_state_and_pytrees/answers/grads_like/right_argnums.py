# Differentiates by the float leaves, as arguments of their own, with numpy zeros of static shapes for the others.
def grads_like(loss, params, *data):
    leaves, structure = jax.tree.flatten(params)
    places = tuple(i for i, leaf in enumerate(leaves) if jnp.issubdtype(jnp.asarray(leaf).dtype, jnp.inexact))

    def f(*floats):
        return loss(structure.unflatten([floats[places.index(i)] if i in places else leaf for i, leaf in enumerate(leaves)]), *data)

    value, found = jax.value_and_grad(f, argnums=tuple(range(len(places))))(*(leaves[i] for i in places))
    zeros = [np.zeros(np.shape(leaf), jnp.asarray(leaf).dtype) for leaf in leaves]
    for i, grad in zip(places, found):
        zeros[i] = grad
    return value, structure.unflatten(zeros)

# Broadcasts, with a recursion of its own for the way back.
def replicate(tree, n):
    leaves, structure = jax.tree.flatten(tree)
    return jax.tree.unflatten(structure, [jnp.broadcast_to(leaf, (n, *jnp.shape(leaf))) for leaf in leaves])


def unreplicate(tree):
    leaves, structure = jax.tree.flatten(tree)
    return structure.unflatten(jnp.asarray(leaf)[0, ...] for leaf in leaves)

# Takes shape and dtype from each leaf of the flattened tree.
def ones_like_tree(tree):
    leaves, structure = jax.tree.flatten(tree)
    return jax.tree.unflatten(structure, [jnp.ones(leaf.shape, leaf.dtype) for leaf in leaves])

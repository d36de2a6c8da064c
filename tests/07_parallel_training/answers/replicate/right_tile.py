# Tiles along a new axis; picks with take.
def replicate(tree, n):
    leaves, structure = jax.tree.flatten(tree)
    arrays = [jnp.asarray(leaf) for leaf in leaves]
    return structure.unflatten(jnp.tile(a[None], (n,) + (1,) * a.ndim) for a in arrays)


def unreplicate(tree):
    return jax.tree.map(lambda leaf: jax.lax.index_in_dim(leaf, 0, keepdims=False), tree)

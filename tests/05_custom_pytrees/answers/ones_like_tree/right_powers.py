# Takes everything to the power 0.
def ones_like_tree(tree):
    return jax.tree.map(lambda x: jnp.logical_or(x, True) if x.dtype == bool else jnp.asarray(x) ** 0, tree)

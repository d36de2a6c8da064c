# Describes the tree first, and makes arrays of the descriptions.
def ones_like_tree(tree):
    return jax.tree.map(lambda spec: jnp.ones(spec.shape, dtype=spec.dtype), jax.eval_shape(lambda: tree))

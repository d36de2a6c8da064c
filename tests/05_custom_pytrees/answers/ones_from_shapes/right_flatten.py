# Flattens, makes the arrays and unflattens.
def ones_from_shapes(shapes):
    leaves, structure = jax.tree_util.tree_flatten(
        shapes, is_leaf=lambda x: isinstance(x, tuple) and not any(isinstance(n, (tuple, list, dict)) for n in x)
    )
    return jax.tree_util.tree_unflatten(structure, [np.ones(shape, dtype=np.float32) for shape in leaves])

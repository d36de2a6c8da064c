# Flattens both, compares structures, and raises by itself.
def axpy(a, x_tree, y_tree):
    xs, structure = jax.tree.flatten(x_tree)
    ys, other = jax.tree.flatten(y_tree)
    if structure != other:
        raise ValueError("the trees differ")
    return structure.unflatten([jnp.add(jnp.asarray(a).astype(x.dtype) * x, y) for x, y in zip(xs, ys)])

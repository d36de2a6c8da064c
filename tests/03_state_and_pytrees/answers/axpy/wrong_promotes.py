# Changes the dtype of leaves where `a` has a dtype of its own.
# fails: test_every_leaf_keeps_its_dtype
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: a * x + y, x_tree, y_tree)

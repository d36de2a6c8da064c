# Changes the dtype of leaves, though `a` is a Python float.
# fails: test_every_leaf_keeps_its_dtype
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    dtype = jax.tree.leaves(x_tree)[0].dtype if jax.tree.leaves(x_tree) else jnp.float32
    return jax.tree.map(lambda x, y: (a * x + y).astype(dtype), x_tree, y_tree)

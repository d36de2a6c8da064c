# Changes the dtype of leaves, JAX's arrays and NumPy's, though `a` is a Python float.
# fails: test_every_leaf_keeps_its_dtype, test_leaves_may_be_arrays_of_numpy
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: jnp.asarray(a * x + y, jnp.float32), x_tree, y_tree)

# Multiplies y instead of x.
# fails: test_computes_a_x_plus_y_in_every_leaf, test_trees_that_differ_raise_a_value_error, test_computes_with_every_number, test_leaves_may_be_arrays_of_numpy
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: x + jnp.asarray(a, y.dtype) * y, x_tree, y_tree)

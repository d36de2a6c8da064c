# Multiplies y instead of x.
# fails: test_computes_a_x_plus_y_in_every_leaf, test_trees_that_differ_raise_a_value_error
def axpy(a, x_tree, y_tree):
    return jax.tree.map(lambda x, y: x + jnp.asarray(a, y.dtype) * y, x_tree, y_tree)

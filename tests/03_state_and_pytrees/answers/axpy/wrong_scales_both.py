# Multiplies the sum instead of x alone.
# fails: test_computes_a_x_plus_y_in_every_leaf, test_every_leaf_keeps_its_dtype, test_trees_that_differ_raise_a_value_error
def axpy(a, x_tree, y_tree):
    return jax.tree.map(lambda x, y: jnp.asarray(a, y.dtype) * (x + y), x_tree, y_tree)

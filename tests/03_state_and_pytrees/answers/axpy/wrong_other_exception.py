# Raises another exception than a ValueError where the trees differ.
# fails: test_trees_that_differ_raise_a_value_error, test_a_container_in_place_of_an_array_raises_a_value_error
def axpy(a, x_tree, y_tree):
    assert jax.tree.structure(x_tree) == jax.tree.structure(y_tree)
    return jax.tree.map(lambda x, y: jnp.asarray(a, x.dtype) * x + y, x_tree, y_tree)

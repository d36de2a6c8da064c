# Returns something of another structure than the trees.
# fails: test_computes_a_x_plus_y_in_every_leaf, test_every_leaf_keeps_its_dtype, test_works_for_all_that_jax_knows, test_works_under_jit, test_trees_that_differ_raise_a_value_error, test_computes_with_every_number, test_leaves_may_be_arrays_of_numpy, test_a_container_in_place_of_an_array_raises_a_value_error
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.leaves(jax.tree.map(lambda x, y: jnp.asarray(a, x.dtype) * x + y, x_tree, y_tree))

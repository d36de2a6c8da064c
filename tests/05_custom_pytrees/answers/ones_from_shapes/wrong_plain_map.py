# Makes a vector of each number in a shape, not one array of each shape.
# fails: test_a_tuple_of_integers_is_one_shape, test_other_tuples_are_containers, test_the_empty_tuple_is_the_shape_of_a_scalar, test_named_tuples_are_containers, test_a_shape_alone_is_a_tree, test_works_inside_jit, test_empty_dicts_and_lists_stay
def ones_from_shapes(shapes):
    return jax.tree.map(jnp.ones, shapes)

# Makes float64 arrays where float32 is asked for.
# fails: test_a_tuple_of_integers_is_one_shape, test_other_tuples_are_containers, test_the_empty_tuple_is_the_shape_of_a_scalar, test_a_shape_alone_is_a_tree, test_empty_dicts_and_lists_stay
def ones_from_shapes(shapes):
    def is_shape(x):
        return isinstance(x, tuple) and all(isinstance(n, int) for n in x)

    return jax.tree.map(np.ones, shapes, is_leaf=is_shape)

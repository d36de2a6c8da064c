# Asks only what the first entry of the tuple is, which the empty one does not have.
# fails: test_the_empty_tuple_is_the_shape_of_a_scalar
def ones_from_shapes(shapes):
    return jax.tree.map(jnp.ones, shapes, is_leaf=lambda x: isinstance(x, tuple) and isinstance(x[0], int))

# Leaves the empty tuple as it is, where a scalar should be.
# fails: test_the_empty_tuple_is_the_shape_of_a_scalar
def ones_from_shapes(shapes):
    return jax.tree.map(
        jnp.ones, shapes, is_leaf=lambda x: isinstance(x, tuple) and len(x) > 0 and all(isinstance(n, int) for n in x)
    )

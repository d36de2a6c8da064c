# Takes every tuple but NamedTuples for a shape.
# fails: test_other_tuples_are_containers
def ones_from_shapes(shapes):
    return jax.tree.map(jnp.ones, shapes, is_leaf=lambda x: type(x) is tuple)

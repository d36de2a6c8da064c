# Has a tuple where there should be an array.
# fails: test_keeps_structure_and_shapes, test_keeps_dtypes, test_does_not_depend_on_what_the_arrays_held, test_goes_through_registered_classes, test_any_pytree_will_do
def ones_like_tree(tree):
    shapes = jax.tree.map(jnp.shape, tree)
    return jax.tree.map(jnp.ones, shapes)

# Gives some arrays another dtype than they had.
# fails: test_keeps_dtypes, test_does_not_depend_on_what_the_arrays_held, test_goes_through_registered_classes
def ones_like_tree(tree):
    return jax.tree.map(lambda leaf: jnp.ones(leaf.shape), tree)

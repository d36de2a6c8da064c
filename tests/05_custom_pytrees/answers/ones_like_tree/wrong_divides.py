# Divides each leaf by itself.
# fails: test_does_not_depend_on_what_the_arrays_held, test_goes_through_registered_classes
def ones_like_tree(tree):
    return jax.tree.map(lambda leaf: (leaf / leaf).astype(leaf.dtype), tree)

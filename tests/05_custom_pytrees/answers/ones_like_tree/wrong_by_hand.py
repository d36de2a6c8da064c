# Raises an error, or changes the structure, for a tree with a registered class and a NamedTuple.
# fails: test_goes_through_registered_classes
def ones_like_tree(tree):
    if isinstance(tree, dict):
        return {key: ones_like_tree(child) for key, child in tree.items()}
    if isinstance(tree, (list, tuple)):
        return type(tree)([ones_like_tree(child) for child in tree])
    if tree is None:
        return None
    return jnp.ones_like(tree)

# Lets NumPy do it.
def ones_like_tree(tree):
    return jax.tree_util.tree_map(np.ones_like, tree)

# Makes arrays of lists, and takes the tree apart by an iterator.
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.asarray(leaves), *trees)


def tree_unstack(tree):
    leaves, treedef = jax.tree_util.tree_flatten(tree)
    return list(map(lambda *each: jax.tree_util.tree_unflatten(treedef, each), *leaves))

# Unstacks to a tuple of trees.
# fails: test_unstacks_along_the_first_axis, test_one_tree_and_trees_of_one_leaf, test_every_value_comes_back
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    leaves, structure = jax.tree.flatten(tree)
    return tuple(structure.unflatten(row) for row in zip(*leaves))

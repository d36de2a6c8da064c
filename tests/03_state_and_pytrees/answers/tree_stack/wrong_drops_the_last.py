# Does not unstack to a list of as many trees, each of the same structure.
# fails: test_unstacks_along_the_first_axis, test_undo_each_other_for_all_that_jax_knows, test_one_tree_and_trees_of_one_leaf, test_every_value_comes_back
# Unstacks one tree too few.
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]) - 1)]

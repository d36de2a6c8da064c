# Unstacks to something that JAX does not know, such as an iterator.
# fails: test_unstacks_along_the_first_axis, test_one_tree_and_trees_of_one_leaf, test_undo_each_other_for_all_that_jax_knows, test_every_value_comes_back, test_both_work_under_jit
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    leaves, treedef = jax.tree.flatten(tree)
    return map(treedef.unflatten, zip(*leaves))

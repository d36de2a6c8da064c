# Gives lists of arrays for leaves when it stacks.
# fails: test_stacks_along_a_new_first_axis, test_undo_each_other_for_all_that_jax_knows, test_one_tree_and_trees_of_one_leaf, test_every_value_comes_back
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: list(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

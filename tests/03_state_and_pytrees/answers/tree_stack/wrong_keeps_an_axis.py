# Leaves a first axis of length 1 behind when it unstacks.
# fails: test_unstacks_along_the_first_axis, test_undo_each_other_for_all_that_jax_knows, test_one_tree_and_trees_of_one_leaf, test_every_value_comes_back
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i : i + 1], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

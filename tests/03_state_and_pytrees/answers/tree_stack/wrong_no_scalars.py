# Gives leaves of another shape when it stacks.
# fails: test_stacks_along_a_new_first_axis, test_one_tree_and_trees_of_one_leaf, test_undo_each_other_for_all_that_jax_knows, test_every_value_comes_back
# Gives leaves without axes an axis of their own first.
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack([jnp.atleast_1d(leaf) for leaf in leaves]), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

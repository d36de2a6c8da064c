# Needs a second tree.
# fails: test_one_tree_and_trees_of_one_leaf
def tree_stack(trees):
    first, second, *rest = trees
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

# Asks the first leaf for its shape, of which there may be none.
# fails: test_one_tree_and_trees_of_one_leaf
def tree_stack(trees):
    assert jax.tree.leaves(trees[0])[0].ndim >= 0
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

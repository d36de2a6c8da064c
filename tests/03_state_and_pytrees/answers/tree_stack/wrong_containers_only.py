# Takes a tree for a dict.
# fails: test_one_tree_and_trees_of_one_leaf
def tree_stack(trees):
    return {key: jax.tree.map(lambda *leaves: jnp.stack(leaves), *(tree[key] for tree in trees)) for key in trees[0]} if not isinstance(trees[0], (list, tuple)) else jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

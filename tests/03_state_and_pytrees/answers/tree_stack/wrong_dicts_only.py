# Raises an exception for NamedTuples, for a registered class, or for None in a tree.
# fails: test_undo_each_other_for_all_that_jax_knows
def tree_stack(trees):
    first = trees[0]
    if first is None:
        return None
    if isinstance(first, dict):
        return {key: tree_stack([tree[key] for tree in trees]) for key in first}
    if isinstance(first, (list, tuple)):
        return type(first)(tree_stack([tree[i] for tree in trees]) for i in range(len(first)))
    return jnp.stack(trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

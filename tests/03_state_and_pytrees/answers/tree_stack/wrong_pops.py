# Changes the list or the trees that it is given.
# fails: test_what_is_given_stays_as_it_was
def tree_stack(trees):
    trees = trees if isinstance(trees, list) else list(trees)
    stacked = jax.tree.map(lambda leaf: leaf[None], trees.pop(0))
    while trees:
        stacked = jax.tree.map(lambda s, leaf: jnp.concatenate([s, leaf[None]]), stacked, trees.pop(0))
    return stacked


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]

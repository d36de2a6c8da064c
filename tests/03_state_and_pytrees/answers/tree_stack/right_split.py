# Splits every leaf, then turns a tree of lists into a list of trees.
def tree_stack(trees):
    return jax.tree.map(lambda first, *rest: jnp.stack((first, *rest)), trees[0], *trees[1:])


def tree_unstack(tree):
    number = jax.tree.leaves(tree)[0].shape[0]
    lists = jax.tree.map(lambda leaf: [jnp.squeeze(part, 0) for part in jnp.split(leaf, number)], tree)
    return jax.tree.transpose(jax.tree.structure(tree), jax.tree.structure([0] * number), lists)

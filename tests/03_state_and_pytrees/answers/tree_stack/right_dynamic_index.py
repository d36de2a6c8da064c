# Joins columns of leaves, and takes the tree apart with dynamic slices.
def tree_stack(trees):
    first, *_ = trees
    columns = zip(*map(jax.tree.leaves, trees))
    return jax.tree.unflatten(jax.tree.structure(first), [jnp.concatenate([x[jnp.newaxis] for x in column]) for column in columns])


def tree_unstack(tree):
    number = min(leaf.shape[0] for leaf in jax.tree.leaves(tree))
    take = lambda i: jax.tree.map(lambda leaf: jax.lax.dynamic_index_in_dim(leaf, i, 0, keepdims=False), tree)
    return [take(i) for i in range(number)]

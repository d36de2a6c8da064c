# Gives every leaf an axis of length 1 and joins these.
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.concatenate([leaf[None] for leaf in leaves], axis=0), *trees)


def tree_unstack(tree):
    length = len(jax.tree.leaves(tree)[0])
    result = []
    for i in range(length):
        result.append(jax.tree.map(lambda leaf, i=i: jax.lax.index_in_dim(leaf, i, keepdims=False), tree))
    return result

# Turns a list of trees inside out with tree.transpose.
def tree_stack(trees):
    trees = list(trees)
    outer, inner = jax.tree.structure([0] * len(trees)), jax.tree.structure(trees[0])
    turned = jax.tree.transpose(outer, inner, trees)
    return inner.unflatten([jnp.stack(column) for column in inner.flatten_up_to(turned)])


def tree_unstack(tree):
    number = jax.tree.leaves(tree)[0].shape[0]
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(number)]

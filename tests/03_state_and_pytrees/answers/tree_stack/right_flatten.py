# Flattens all trees and stacks the columns.
def tree_stack(trees):
    flat = [jax.tree.flatten(tree) for tree in trees]
    return flat[0][1].unflatten([jnp.stack(column) for column in zip(*(leaves for leaves, _ in flat))])


def tree_unstack(tree):
    leaves, structure = jax.tree.flatten(tree)
    columns = [jnp.unstack(leaf) for leaf in leaves]
    return [structure.unflatten(row) for row in zip(*columns)]

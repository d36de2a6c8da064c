# Unstacks to leaves of another shape, and asks for values, which `jit` does not know.
# fails: test_undo_each_other_for_all_that_jax_knows, test_both_work_under_jit
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.array(leaves), *trees)


def tree_unstack(tree):
    leaves, structure = jax.tree.flatten(tree)
    return [structure.unflatten([jnp.array(leaf) for leaf in row]) for row in zip(*(leaf.tolist() for leaf in leaves))]

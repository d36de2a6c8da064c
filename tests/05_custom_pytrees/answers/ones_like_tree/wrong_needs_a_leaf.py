# Takes the structure from the first leaf on, so that a tree without arrays fails.
# fails: test_any_pytree_will_do
def ones_like_tree(tree):
    leaves, structure = jax.tree.flatten(tree)
    first, *rest = [jnp.ones_like(leaf) for leaf in leaves]
    return jax.tree.unflatten(structure, [first, *rest])

# Loses axes of length 1.
# fails: test_keeps_structure_and_shapes, test_keeps_dtypes, test_any_pytree_will_do
def ones_like_tree(tree):
    return jax.tree.map(lambda x: jnp.squeeze(jnp.ones_like(x)), tree)

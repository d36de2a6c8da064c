# Raises an exception for a tree without leaves.
# fails: test_a_tree_without_leaves_has_norm_zero
def global_norm(tree):
    return jnp.linalg.norm(jnp.concatenate([x.astype(jnp.float32).ravel() for x in jax.tree.leaves(tree)]))

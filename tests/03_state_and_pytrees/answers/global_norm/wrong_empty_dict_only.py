# Raises an exception for a tree without leaves.
# fails: test_a_tree_without_leaves_has_norm_zero
def global_norm(tree):
    if isinstance(tree, dict) and not tree:
        return jnp.float32(0)
    return jnp.linalg.norm(jnp.concatenate([jnp.ravel(x).astype(jnp.float32) for x in jax.tree.leaves(tree)]))

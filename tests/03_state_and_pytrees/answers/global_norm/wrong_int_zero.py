# Gives the integer 0 for a tree without leaves.
# fails: test_a_tree_without_leaves_has_norm_zero
def global_norm(tree):
    if not jax.tree.leaves(tree):
        return jnp.array(0)
    return jnp.sqrt(sum(jnp.sum(x.astype(jnp.float32) ** 2) for x in jax.tree.leaves(tree)))

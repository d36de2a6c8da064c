# Gives a Python float.
# fails: test_works_for_every_tree, test_is_a_float32_scalar, test_a_tree_without_leaves_has_norm_zero, test_works_under_jit, test_works_for_all_that_jax_knows
def global_norm(tree):
    return float(jnp.sqrt(sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in jax.tree.leaves(tree)), 0.0)))

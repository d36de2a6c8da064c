# Gives a tree of norms, one for each leaf.
# fails: test_is_the_length_of_all_entries_together, test_works_for_every_tree, test_adds_up_in_float32, test_is_a_float32_scalar, test_a_tree_without_leaves_has_norm_zero, test_works_under_jit, test_entries_of_every_size, test_works_for_all_that_jax_knows
def global_norm(tree):
    return jax.tree.map(lambda x: jnp.sqrt(jnp.sum(x.astype(jnp.float32) ** 2)), tree)

# Gives an array with one entry.
# fails: test_is_a_float32_scalar, test_is_the_length_of_all_entries_together, test_entries_of_every_size, test_works_for_every_tree, test_works_for_all_that_jax_knows, test_adds_up_in_float32, test_a_tree_without_leaves_has_norm_zero, test_works_under_jit
def global_norm(tree):
    return jnp.sqrt(sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in jax.tree.leaves(tree)), jnp.float32(0)))[None]

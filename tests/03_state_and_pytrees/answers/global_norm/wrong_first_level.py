# Raises an exception for lists in dicts, for NamedTuples or registered classes, and for trees without leaves.
# fails: test_works_for_every_tree, test_entries_of_every_size, test_works_for_all_that_jax_knows, test_a_tree_without_leaves_has_norm_zero
def global_norm(tree):
    leaves = tree.values() if isinstance(tree, dict) else tree
    return jnp.sqrt(sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in leaves), jnp.float32(0)))

# Adds up the norms of the leaves.
# fails: test_is_the_length_of_all_entries_together, test_works_for_every_tree, test_entries_of_every_size
def global_norm(tree):
    return sum((jnp.linalg.norm(x.astype(jnp.float32).ravel()) for x in jax.tree.leaves(tree)), jnp.float32(0))

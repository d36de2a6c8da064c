# Forgets the square root.
# fails: test_is_the_length_of_all_entries_together, test_entries_of_every_size
def global_norm(tree):
    return sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in jax.tree.leaves(tree)), jnp.float32(0))

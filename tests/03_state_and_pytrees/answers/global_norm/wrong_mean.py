# Takes the mean of the squares instead of their sum.
# fails: test_is_the_length_of_all_entries_together, test_entries_of_every_size
def global_norm(tree):
    leaves = jax.tree.leaves(tree)
    total = sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in leaves), jnp.float32(0))
    return jnp.sqrt(total / max(sum(x.size for x in leaves), 1))

# Clips large entries.
# fails: test_entries_of_every_size
def global_norm(tree):
    return jnp.sqrt(sum((jnp.sum(jnp.clip(x.astype(jnp.float32), -1e5, 1e5) ** 2) for x in jax.tree.leaves(tree)), jnp.float32(0)))

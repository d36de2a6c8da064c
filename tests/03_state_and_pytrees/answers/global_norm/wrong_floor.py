# Never gives less than a small number.
# fails: test_entries_of_every_size
def global_norm(tree):
    return jnp.maximum(jnp.sqrt(sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in jax.tree.leaves(tree)), jnp.float32(0))), 1e-6)

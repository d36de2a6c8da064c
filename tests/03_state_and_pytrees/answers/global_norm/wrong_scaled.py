# Divides by the largest entry, which may be infinite.
# fails: test_entries_of_every_size
def global_norm(tree):
    leaves = [x.astype(jnp.float32).ravel() for x in jax.tree.leaves(tree)]
    if not leaves:
        return jnp.float32(0)
    flat = jnp.concatenate(leaves)
    big = jnp.max(jnp.abs(flat), initial=0.0)
    safe = jnp.where(big > 0, big, 1.0)
    return safe * jnp.sqrt(jnp.sum((flat / safe) ** 2))

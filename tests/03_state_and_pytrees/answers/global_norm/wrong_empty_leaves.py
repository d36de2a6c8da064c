# Raises an exception for a tree with a list in a dict, a scalar and a leaf without entries.
# fails: test_entries_of_every_size, test_works_for_every_tree
# Takes the largest entry of every leaf, of which an empty one has none.
def global_norm(tree):
    total = jnp.float32(0)
    for x in jax.tree.leaves(tree):
        x = x.astype(jnp.float32)
        big = jnp.max(jnp.abs(x))
        safe = jnp.where((big > 0) & jnp.isfinite(big), big, 1.0)
        total += safe**2 * jnp.sum((x / safe) ** 2)
    return jnp.sqrt(total)

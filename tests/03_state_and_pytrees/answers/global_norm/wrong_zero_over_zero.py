# Raises an exception for a tree with a list in a dict, a scalar and a leaf without entries.
# fails: test_entries_of_every_size, test_works_for_every_tree
# Divides by the largest entry, which is zero in a tree of zeros.
def global_norm(tree):
    leaves = [x.astype(jnp.float32) for x in jax.tree.leaves(tree)]
    if not leaves:
        return jnp.float32(0)
    big = jnp.max(jnp.stack([jnp.max(jnp.abs(x)) for x in leaves]))
    return big * jnp.sqrt(sum(jnp.sum((x / big) ** 2) for x in leaves))

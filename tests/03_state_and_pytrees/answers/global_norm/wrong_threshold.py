# Takes tiny entries for 0.
# fails: test_entries_of_every_size
def global_norm(tree):
    def sq(leaf):
        w = leaf.astype(jnp.float32)
        w = jnp.where(jnp.abs(w) < 1e-8, 0, w)
        return jnp.sum(w * w)
    return jnp.sqrt(sum(map(sq, jax.tree.leaves(tree)), jnp.float32(0)))

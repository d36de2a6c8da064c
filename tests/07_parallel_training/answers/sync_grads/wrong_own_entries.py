# Averages the entries within each member's own leaf, not over the members.
# fails: test_floats_become_their_mean, test_integers_become_their_sum, test_every_leaf_of_any_tree, test_the_axis_may_have_any_name_and_lie_on_devices, test_dtypes_stay
def sync_grads(grads, axis):
    def sync(leaf):
        if leaf.dtype.kind == "f":
            return jnp.broadcast_to(jnp.mean(leaf), leaf.shape)
        return jnp.broadcast_to(jnp.sum(leaf), leaf.shape).astype(leaf.dtype)

    return jax.tree.map(sync, grads)

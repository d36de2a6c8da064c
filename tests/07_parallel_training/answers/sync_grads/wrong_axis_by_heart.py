# Looks for an axis of another name than `axis` says.
# fails: test_the_axis_may_have_any_name_and_lie_on_devices, test_dtypes_stay
def sync_grads(grads, axis):
    def sync(leaf):
        return jax.lax.pmean(leaf, "devices") if leaf.dtype.kind == "f" else jax.lax.psum(leaf, "devices")

    return jax.tree.map(sync, grads)

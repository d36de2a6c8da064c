# Divides by eight where the axis has another length.
# fails: test_the_axis_may_have_any_name_and_lie_on_devices
def sync_grads(grads, axis):
    def sync(leaf):
        total = jax.lax.psum(leaf, axis)
        average = jnp.issubdtype(leaf.dtype, jnp.floating)
        return (total / jax.local_device_count()).astype(leaf.dtype) if average else total

    return jax.tree.map(sync, grads)

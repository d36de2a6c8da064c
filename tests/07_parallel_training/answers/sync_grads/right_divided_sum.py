# Adds up, and divides floats by the number of members.
def sync_grads(grads, axis):
    members = jax.lax.psum(1, axis)

    def sync(leaf):
        total = jax.lax.psum(leaf, axis_name=axis)
        return (total / members).astype(leaf.dtype) if jnp.issubdtype(leaf.dtype, jnp.floating) else total

    return jax.tree.map(sync, grads)

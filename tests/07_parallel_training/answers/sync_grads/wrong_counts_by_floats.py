# Adds counts up in float32.
# fails: test_integers_become_their_sum
def sync_grads(grads, axis):
    def one(x):
        if jnp.issubdtype(x.dtype, jnp.floating):
            return jax.lax.pmean(x, axis)
        return jax.lax.psum(x.astype(jnp.float32), axis).astype(x.dtype)
    return jax.tree.map(one, grads)

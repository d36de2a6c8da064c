# Lets JAX's segment sum do it; entries outside go to a segment of their own, which is cut off.
def histogram(idx, n):
    place = jnp.where((idx >= 0) & (idx < n), idx, n)
    return jax.ops.segment_sum(jnp.ones(idx.shape, jnp.int32), place, n + 1)[:n]

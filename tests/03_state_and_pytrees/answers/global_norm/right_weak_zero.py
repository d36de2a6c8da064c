# Begins the sum with Python's 0, and lets `sqrt` make a float32 of it.
def global_norm(tree):
    return jnp.sqrt(sum(jnp.sum(jnp.square(x), dtype=jnp.float32) for x in map(jnp.float32, jax.tree.leaves(tree))))

# Multiplies every leaf by itself.
def global_norm(tree):
    total = jnp.zeros((), jnp.float32)
    for x in jax.tree.leaves(tree):
        x = jnp.ravel(x).astype(jnp.float32)
        total += x @ x
    return total**0.5

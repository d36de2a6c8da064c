# Adds up with tree.reduce.
def global_norm(tree):
    squares = jax.tree.map(lambda x: jnp.sum(x.astype(jnp.float32) ** 2), tree)
    return jnp.sqrt(jax.tree.reduce(jnp.add, squares, jnp.zeros(())))

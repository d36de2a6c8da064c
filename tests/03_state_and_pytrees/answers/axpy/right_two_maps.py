# Multiplies in one map and adds in another.
def axpy(a, x_tree, y_tree):
    scaled = jax.tree.map(lambda x: (jnp.float32(a) * x.astype(jnp.float32)), x_tree)
    return jax.tree.map(lambda s, y: (s + y.astype(jnp.float32)).astype(y.dtype), scaled, y_tree)

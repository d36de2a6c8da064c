# Multiplies each leaf by itself, in float32 by `preferred_element_type`.
def global_norm(tree):
    def square(l):
        l = jnp.asarray(l)
        return jax.lax.dot(l.ravel(), l.ravel(), preferred_element_type=jnp.float32)
    return jax.lax.sqrt(jax.tree.reduce(jnp.add, jax.tree.map(square, tree), jnp.float32(0)))

# Goes by way of descriptions of arrays, which are leaves to JAX.
def ones_from_shapes(shapes):
    def describe(node):
        if isinstance(node, tuple) and set(map(type, node)) <= {int}:
            return jax.ShapeDtypeStruct(node, jnp.float32)
        return node

    described = jax.tree.map(describe, shapes, is_leaf=lambda node: describe(node) is not node)
    return jax.tree.map(lambda spec: jnp.full(spec.shape, 1, spec.dtype), described)

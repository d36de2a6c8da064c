# Goes through all attributes of an object, auxiliary data included.
# fails: test_works_for_all_that_jax_knows
def global_norm(tree):
    def squares(node):
        if isinstance(node, str) or node is None:
            return jnp.float32(0)
        if isinstance(node, (list, tuple)):
            return sum(map(squares, node), jnp.float32(0))
        if isinstance(node, dict):
            return squares(list(node.values()))
        if hasattr(node, "__dataclass_fields__"):
            return squares(list(vars(node).values()))
        return jnp.sum(jnp.asarray(node, jnp.float32) ** 2)

    return jnp.sqrt(squares(tree))

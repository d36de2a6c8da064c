# Goes through dicts, lists and tuples by hand, and takes everything else for a leaf or for nothing.
# fails: test_works_for_all_that_jax_knows
def global_norm(tree):
    def squares(node):
        if isinstance(node, dict):
            return sum((squares(child) for child in node.values()), jnp.float32(0))
        if isinstance(node, (list, tuple)):
            return sum((squares(child) for child in node), jnp.float32(0))
        return jnp.sum(node.astype(jnp.float32) ** 2) if hasattr(node, "astype") else jnp.float32(0)

    return jnp.sqrt(squares(tree))

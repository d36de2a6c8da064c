# Gives another norm for leaves in half precision than for the same numbers in float32.
# fails: test_adds_up_in_float32
def global_norm(tree):
    return jnp.sqrt(sum((jnp.sum(x**2) for x in jax.tree.leaves(tree)), jnp.float32(0)))

# Gives another norm for leaves in half precision than for the same numbers in float32.
# fails: test_adds_up_in_float32
# Turns the sum to float32 when the squares have been taken in half precision already.
def global_norm(tree):
    return jnp.sqrt(sum((jnp.sum((x**2).astype(jnp.float32)) for x in jax.tree.leaves(tree)), jnp.float32(0)))

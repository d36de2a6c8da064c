# Gives a norm in another dtype than float32, and another norm for leaves in half precision.
# fails: test_adds_up_in_float32, test_is_a_float32_scalar
def global_norm(tree):
    leaves = jax.tree.leaves(tree)
    total = sum((jnp.sum(x.astype(jnp.float32) ** 2) for x in leaves), jnp.float32(0))
    return jnp.sqrt(total).astype(jnp.result_type(*leaves) if leaves else jnp.float32)

# Counts the steps in eight bits.
# fails: test_makes_all_steps
def simulate(step, state, xs):
    leaves, treedef = jax.tree.flatten(xs)
    T = leaves[0].shape[0]
    def body(carry, t):
        return step(carry, treedef.unflatten([l[t] for l in leaves]))
    return jax.lax.scan(body, state, jnp.arange(T).astype(jnp.uint8))

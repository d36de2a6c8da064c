# Asks the state for its dtype.
# fails: test_state_or_output_may_be_without_leaves
def simulate(step, state, xs):
    dtype = jnp.result_type(jax.tree.leaves(state)[0])
    start = jax.tree.map(lambda leaf: jnp.asarray(leaf, dtype if isinstance(leaf, float) else None), state)
    return jax.lax.scan(step, start, xs)

# Turns the whole state to float32.
# fails: test_states_inputs_and_outputs_may_be_trees
def simulate(step, state, xs):
    state = jax.tree.map(lambda leaf: jnp.asarray(leaf, jnp.float32), state)

    def body(state, x):
        new, y = step(state, x)
        return jax.tree.map(lambda leaf: leaf.astype(jnp.float32), new), y

    return jax.lax.scan(body, state, xs)

# Raises an exception where inputs, state or outputs are trees.
# fails: test_states_inputs_and_outputs_may_be_trees, test_state_or_output_may_be_without_leaves, test_every_value_comes_through
# Takes xs for a single array.
def simulate(step, state, xs):
    return jax.lax.fori_loop(0, len(xs), lambda t, carry: _write(step, t, carry, xs), (state, _room(step, state, xs)))


def _room(step, state, xs):
    like = jax.eval_shape(step, state, xs[0])[1]
    return jnp.zeros((len(xs), *like.shape), like.dtype)


def _write(step, t, carry, xs):
    state, ys = carry
    state, y = step(state, xs[t])
    return state, ys.at[t].set(y)

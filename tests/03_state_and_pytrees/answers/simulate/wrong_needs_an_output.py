# Asks the outputs how many there are.
# fails: test_state_or_output_may_be_without_leaves
def simulate(step, state, xs):
    state, ys = jax.lax.scan(step, state, xs)
    length = jax.tree.leaves(ys)[0].shape[0]
    return state, jax.tree.map(lambda y: y[:length], ys)

# Gives another value when the same state is used once more, and raises an exception when it is compiled.
# fails: test_the_same_state_gives_the_same_answer, test_counts_when_compiled, test_is_not_compiled_in_every_call, test_counts_a_million
# Keeps the count in a mutable reference, so that the state that came in changes.
def reset():
    return jax.new_ref(jnp.int32(0))


def count(state):
    state[...] += 1
    return state[...], state

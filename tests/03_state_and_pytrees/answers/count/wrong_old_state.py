# Returns the state that came in.
# fails: test_counts_the_calls
def reset():
    return jnp.int32(0)


def count(state):
    return state + 1, state

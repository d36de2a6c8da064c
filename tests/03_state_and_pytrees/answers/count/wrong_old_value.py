# Returns the count before the call instead of the one that includes it.
# fails: test_counts_the_calls, test_counts_a_million
def reset():
    return jnp.int32(0)


def count(state):
    return state, state + 1

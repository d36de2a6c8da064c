# Begins with 0 instead of 1.
# fails: test_counts_the_calls, test_counts_a_million
def reset():
    return jnp.int32(0)


def count(state):
    return state, state + 1

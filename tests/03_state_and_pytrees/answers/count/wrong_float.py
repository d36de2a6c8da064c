# Counts in floating point.
# fails: test_counts_the_calls, test_counts_a_million
def reset():
    return jnp.float32(0)


def count(state):
    return state + 1, state + 1

# Changes the structure, shapes or dtypes of the state, so that later calls are compiled again.
# fails: test_is_not_compiled_in_every_call, test_counts_a_million
def reset():
    return []


def count(state):
    state = [*state, 1.0]
    return len(state), state

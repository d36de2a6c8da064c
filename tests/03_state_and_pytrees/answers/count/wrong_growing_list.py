# Keeps a list that grows, so that every call is compiled anew.
# fails: test_is_not_compiled_in_every_call, test_counts_a_million
def reset():
    return []


def count(state):
    state = [*state, 1.0]
    return len(state), state

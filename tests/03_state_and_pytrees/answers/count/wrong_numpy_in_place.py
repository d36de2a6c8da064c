# Changes the caller's NumPy array in place with +=.
# fails: test_the_same_state_gives_the_same_answer, test_counts_when_compiled, test_is_not_compiled_in_every_call
def reset():
    return np.zeros((), np.int32)


def count(state):
    state += 1
    return int(state), state

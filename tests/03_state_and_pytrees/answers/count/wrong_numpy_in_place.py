# Gives another value when the same state is used once more.
# fails: test_the_same_state_gives_the_same_answer
def reset():
    return np.zeros((), np.int32)


def count(state):
    state += 1
    return jnp.asarray(state), state

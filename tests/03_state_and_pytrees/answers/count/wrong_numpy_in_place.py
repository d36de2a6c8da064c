# Adds to a NumPy array in place, so that the caller's state changes.
# fails: test_the_same_state_gives_the_same_answer
def reset():
    return np.zeros((), np.int32)


def count(state):
    state += 1
    return jnp.asarray(state), state

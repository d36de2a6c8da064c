# Gives a variance that is off for readings around a million, though it is right for small ones.
# fails: test_is_accurate_far_from_zero
# Takes the mean of the squares minus the square of the mean, which cancels in float32.
def init_stats():
    return jnp.zeros(3)


def update(state, x):
    return state + jnp.array([1.0, x, x * x])


def mean(state):
    return state[1] / state[0]


def var(state):
    return state[2] / state[0] - (state[1] / state[0]) ** 2

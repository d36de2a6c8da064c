# Gives a mean that is off for ten thousand readings around a million, though it is right for twenty small ones.
# fails: test_every_reading_counts_the_same, test_is_accurate_far_from_zero
def init_stats():
    return (jnp.uint8(0), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    n = n + jnp.uint8(1)
    new = m + (x - m) / n
    return (n, new, m2 + (x - m) * (x - new))


def mean(state):
    return state[1]


def var(state):
    return state[2] / state[0]

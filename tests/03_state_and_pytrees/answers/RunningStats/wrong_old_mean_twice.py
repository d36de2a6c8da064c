# Gives a wrong variance, though the mean is right.
# fails: test_variance_of_all_readings, test_is_accurate_far_from_zero, test_readings_of_every_size, test_every_reading_counts_the_same
# Measures both distances from the old mean.
def init_stats():
    return (jnp.float32(0), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    n = n + 1
    return (n, m + (x - m) / n, m2 + (x - m) ** 2)


def mean(state):
    return state[1]


def var(state):
    return state[2] / state[0]

# Divides the sum of the readings by one more than there were.
# fails: test_mean_of_all_readings, test_variance_of_all_readings, test_is_accurate_far_from_zero, test_readings_of_every_size, test_every_reading_counts_the_same
def init_stats():
    return (jnp.float32(1), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    n = n + 1
    new = m + (x - m) / n
    return (n, new, m2 + (x - m) * (x - new))


def mean(state):
    return state[1]


def var(state):
    return state[2] / state[0]

# Gives a wrong mean and a wrong variance, and others in a scan.
# fails: test_mean_of_all_readings, test_variance_of_all_readings, test_readings_of_every_size, test_every_reading_counts_the_same, test_is_accurate_far_from_zero
# Keeps the state in bfloat16.
def init_stats():
    return tuple(jnp.zeros(3, jnp.bfloat16))


def update(state, x):
    n, m, m2 = state
    n = n + 1
    new = (m + (x - m) / n).astype(jnp.bfloat16)
    return (n, new, (m2 + (x - m) * (x - new)).astype(jnp.bfloat16))


def mean(state):
    return jnp.float32(state[1])


def var(state):
    return jnp.float32(state[2] / state[0])

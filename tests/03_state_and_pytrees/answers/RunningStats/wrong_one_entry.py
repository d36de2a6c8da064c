# Gives arrays with axes where scalars are asked for.
# fails: test_gives_float32_scalars, test_mean_of_all_readings, test_variance_of_all_readings, test_readings_of_every_size, test_every_reading_counts_the_same, test_is_accurate_far_from_zero, test_update_is_compiled_once, test_works_in_a_scan, test_an_old_state_stays_what_it_was
def init_stats():
    return (jnp.zeros(1), jnp.zeros(1), jnp.zeros(1))


def update(state, x):
    n, m, m2 = state
    n = n + 1
    new = m + (x - m) / n
    return (n, new, m2 + (x - m) * (x - new))


def mean(state):
    return state[1]


def var(state):
    return state[2] / state[0]

# Adds a small number to n, against a division by zero.
# fails: test_variance_of_all_readings
def init_stats():
    return (jnp.float32(0), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    n = n + 1
    new = m + (x - m) / n
    return (n, new, m2 + (x - m) * (x - new))


def mean(state):
    return state[1]


def var(state):
    return state[2] / (state[0] + 1e-2)

# Goes wrong for six hundred readings, some of them 0 and one far from all others, though thirty are right.
# fails: test_every_reading_counts_the_same
# Lets new readings count more than old ones, once there are a hundred.
def init_stats():
    return (jnp.float32(0), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    n = jnp.minimum(n + 1, 100)
    d = x - m
    return (n, m + d / n, m2 + (d * d * (n - 1) / n - m2) / n)


def mean(state):
    return state[1]


def var(state):
    return state[2]

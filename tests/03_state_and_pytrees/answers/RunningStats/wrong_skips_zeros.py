# Goes wrong for six hundred readings, some of them 0 and one far from all others, though thirty are right.
# fails: test_every_reading_counts_the_same
def init_stats():
    return (jnp.float32(0), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    old = state
    n = n + 1
    new = m + (x - m) / n
    state = (n, new, m2 + (x - m) * (x - new))
    return tuple(jnp.where(x == 0, a, b) for a, b in zip(old, state))


def mean(state):
    return state[1]


def var(state):
    return jnp.where(state[0] > 0, state[2] / jnp.maximum(state[0], 1), 0.0)

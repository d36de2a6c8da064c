# Goes wrong for six hundred readings, some of them 0 and one far from all others, though thirty are right.
# fails: test_every_reading_counts_the_same
def init_stats():
    return (jnp.float32(0), jnp.float32(0), jnp.float32(0))


def update(state, x):
    n, m, m2 = state
    far = 6 * jnp.sqrt(m2 / jnp.maximum(n, 1))
    x = jnp.where(n > 8, jnp.clip(x, m - far, m + far), x)
    n = n + 1
    new = m + (x - m) / n
    return (n, new, m2 + (x - m) * (x - new))


def mean(state):
    return state[1]


def var(state):
    return state[2] / state[0]

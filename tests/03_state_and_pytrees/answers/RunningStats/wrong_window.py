# Gives a variance that is off for ten thousand readings, though it is right for thirty.
# fails: test_every_reading_counts_the_same
def init_stats():
    return (jnp.int32(0), jnp.zeros(64))


def update(state, x):
    n, last = state
    return (n + 1, last.at[n % 64].set(x))


def mean(state):
    n, last = state
    return jnp.sum(last) / jnp.minimum(n, 64)


def var(state):
    n, last = state
    return jnp.sum(jnp.where(jnp.arange(64) < n, (last - mean(state)) ** 2, 0.0)) / jnp.minimum(n, 64)

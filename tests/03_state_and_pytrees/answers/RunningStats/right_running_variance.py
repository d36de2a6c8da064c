# Keeps the variance itself, in one array with the others.
def init_stats():
    return jnp.zeros(3)


@jax.jit
def update(state, x):
    n, m, v = state
    n = n + 1
    d = x - m
    return jnp.stack([n, m + d / n, v + (d * d * (n - 1) / n - v) / n])


def mean(state):
    return state[1]


def var(state):
    return state[2]

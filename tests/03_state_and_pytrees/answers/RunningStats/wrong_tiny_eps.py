# Adds a tiny number to the variance.
# fails: test_readings_of_every_size
class RunningStats(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(jnp.float32(0), jnp.float32(0), jnp.float32(0))
def update(state, x):
    n = state.n + 1
    new_mean = state.mean + (x - state.mean) / n
    return RunningStats(n, new_mean, state.m2 + (x - state.mean) * (x - new_mean))
def mean(state):
    return state.mean
def var(state):
    return state.m2 / state.n + 1e-20

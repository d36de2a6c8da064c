# Takes a mean of 0 for a sign that there was no reading yet.
# fails: test_mean_of_all_readings
class RunningStats(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(jnp.float32(0), jnp.float32(0), jnp.float32(0))
def update(state, x):
    n = state.n + 1
    new_mean = jnp.where(state.mean == 0, x, state.mean + (x - state.mean) / n)
    return RunningStats(n, new_mean, state.m2 + (x - state.mean) * (x - new_mean))
def mean(state):
    return state.mean
def var(state):
    return state.m2 / state.n

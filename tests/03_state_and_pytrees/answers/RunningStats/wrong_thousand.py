# Takes in a thousand readings and no more.
# fails: test_old_readings_count_after_many_others
class RunningStats(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(jnp.float32(0), jnp.float32(0), jnp.float32(0))
def update(state, x):
    n = state.n + 1
    new_mean = state.mean + (x - state.mean) / n
    new = RunningStats(n, new_mean, state.m2 + (x - state.mean) * (x - new_mean))
    return jax.tree.map(lambda a, b: jnp.where(state.n >= 1000, a, b), state, new)
def mean(state):
    return state.mean
def var(state):
    return state.m2 / state.n

# Counts the readings in sixteen bits.
# fails: test_old_readings_count_after_many_others
class RunningStats(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(jnp.int16(0), jnp.float32(0), jnp.float32(0))
def update(state, x):
    n = state.n + jnp.int16(1)
    new_mean = state.mean + (x - state.mean) / n.astype(jnp.float32)
    return RunningStats(n, new_mean, state.m2 + (x - state.mean) * (x - new_mean))
def mean(state):
    return state.mean
def var(state):
    return state.m2 / state.n.astype(jnp.float32)

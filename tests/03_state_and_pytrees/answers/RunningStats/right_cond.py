# Takes the first reading apart from the others by `cond`, which is slow without `jit`.
class RunningStats(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(n=jnp.int32(0), mean=jnp.float32(0), m2=jnp.float32(0))
def update(state, x):
    def first(_):
        return RunningStats(jnp.int32(1), jnp.float32(x), jnp.float32(0))
    def later(s):
        k = s.n + 1
        delta = x - s.mean
        return s._replace(n=k, mean=s.mean + delta / k, m2=s.m2 + delta ** 2 * (s.n / k))
    return jax.lax.cond(state.n == 0, first, later, state)
def mean(state): return state.mean
def var(state): return jnp.divide(state.m2, state.n)

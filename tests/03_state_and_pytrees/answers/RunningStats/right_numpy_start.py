# Begins with scalars of NumPy's in the given NamedTuple.
class RunningStats(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(*[np.float32(0)] * 3)


def update(state, x):
    n = state.n + np.float32(1)
    delta = x - state.mean
    new = state.mean + delta / n
    return state._replace(n=n, mean=new, m2=state.m2 + delta * (x - new))


def mean(state):
    return jnp.asarray(state.mean, jnp.float32)


def var(state):
    return jnp.asarray(state.m2 / state.n, jnp.float32)

# Merges a group of one reading into the group so far, as if both were large.
class Group(NamedTuple):
    n: jax.Array
    mean: jax.Array
    m2: jax.Array


def init_stats():
    return Group(*jnp.zeros(3, jnp.float32))


def update(state, x):
    other = Group(1.0, x, 0.0)
    n = state.n + other.n
    d = other.mean - state.mean
    return Group(n, state.mean + d * other.n / n, state.m2 + other.m2 + d**2 * state.n * other.n / n)


def mean(state):
    return state.mean


def var(state):
    return jnp.where(state.n > 0, state.m2 / jnp.maximum(state.n, 1), 0.0)

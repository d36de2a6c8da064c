# A class of its own that JAX knows, with an integer count.
from dataclasses import dataclass


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class RunningStats:
    n: jax.Array
    average: jax.Array
    m2: jax.Array


def init_stats():
    return RunningStats(jnp.zeros((), int), jnp.zeros(()), jnp.zeros(()))


def update(state, x):
    n = state.n + 1
    average = state.average + (x - state.average) / n
    return RunningStats(n, average, state.m2 + (x - state.average) * (x - average))


def mean(state):
    return state.average


def var(state):
    return state.m2 / state.n

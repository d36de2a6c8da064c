# A class of its own that JAX knows.
from dataclasses import dataclass


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Calls:
    n: jax.Array


def reset():
    return Calls(jnp.int32(0))


def count(state):
    following = Calls(state.n + 1)
    return following.n, following

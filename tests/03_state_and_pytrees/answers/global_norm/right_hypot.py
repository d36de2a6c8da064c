# Adds one leaf after the other to the length so far.
from functools import reduce


def global_norm(tree):
    lengths = [jnp.linalg.norm(jnp.asarray(x, "float32").reshape(-1)) for x in jax.tree.leaves(tree)]
    return reduce(jnp.hypot, lengths, jnp.zeros(()))

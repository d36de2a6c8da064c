# Calls a global function, and folds.
from functools import reduce


def step(carry, scale):
    x, log = carry
    x = jnp.sin(jnp.multiply(scale, x))
    return x, (*log, x.mean())


def purify(x, scale):
    y, log = reduce(step, [scale] * 3, (x, ()))
    return y, jnp.array(log)

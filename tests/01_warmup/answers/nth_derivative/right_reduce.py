# A fold.
from functools import reduce


def nth_derivative(f, n):
    return reduce(lambda g, _: jax.grad(g), range(n), f)

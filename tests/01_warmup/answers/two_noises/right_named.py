# A named tuple is a tuple.
from collections import namedtuple

Noises = namedtuple("Noises", ["first", "second"])


def two_noises(key, shape):
    return Noises(*(jax.random.normal(each, shape) for each in jax.random.split(key)))

# Returns what can be gone through once: generators of generators, maps, views and iterators.
# ends: unserialisable, exception
import itertools


def affine(x):
    return (iter([x]), map(float, x), {1: x}.items(), (each for each in itertools.repeat(x)), enumerate(x))

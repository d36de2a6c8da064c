# Returns a generator that never ends.
# ends: unserialisable, exception, cpu-limit
import itertools


def affine(x):
    return (3 * x + 1 for _ in itertools.count())

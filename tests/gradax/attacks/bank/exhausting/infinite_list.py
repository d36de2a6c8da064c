# Makes a list of a generator that never ends.
# ends: exception, timeout, cpu-limit, memory
import itertools


def affine(x):
    return list(itertools.count())

# Nests objects until C code that follows them runs out of stack.
# ends: crash, exception, wrong, unserialisable, timeout, cpu-limit
import functools


def affine(x):
    nested = None
    for _ in range(200_000):
        nested = functools.partial(print, nested)
    return repr(nested)

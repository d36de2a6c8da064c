# Returns an object, and raises an exception, whose name and text are a gigabyte long.
# ends: unserialisable, exception, memory
import itertools

TURN = itertools.count()


def vast(self):
    return "x" * (1 << 30)


class Right(Exception):
    __repr__ = __str__ = vast


Right.__name__ = Right.__qualname__ = "Right" * (1 << 16)


def affine(x):
    if next(TURN) % 2:
        raise Right
    return Right()

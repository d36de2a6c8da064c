# Returns an object that raises something else for each question asked about it.
# ends: unserialisable, exception, exited
import itertools

RAISED = itertools.cycle([RecursionError, MemoryError, SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration])


def raises(self, *args, **kwargs):
    raise next(RAISED)


class Right:
    __getattribute__ = __len__ = __iter__ = __getitem__ = __array__ = __jax_array__ = raises
    __eq__ = __hash__ = __bool__ = __float__ = __index__ = __repr__ = __str__ = __format__ = raises
    shape = dtype = property(raises)


def affine(x):
    return Right()

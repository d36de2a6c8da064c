# Returns an object that says that its class is NumPy's, JAX's or the wire's own.
# ends: wrong, exception, unserialisable
import jax
import numpy as np

from gradax.wire.values import Returned

CLASSES = [np.ndarray, np.float32, Returned, jax.Array, jax.core.Tracer, float, dict]


class Right:
    weak_type, origin, shape, dtype, nbytes = 0, ["jax"], ((),), np.dtype(object), -1

    @property
    def __class__(self):
        CLASSES.append(CLASSES.pop(0))
        return CLASSES[0]

    def __array__(self, *args, **kwargs):
        return np.zeros(6, np.float32)


def affine(x):
    return Right()

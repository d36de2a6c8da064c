# Returns an object that becomes another array, of another shape and dtype, each time that somebody converts it.
# ends: wrong, exception, unserialisable
import itertools

import jax.numpy as jnp
import numpy as np

SIZES = itertools.cycle([0, 1, 6, 1 << 20])


class Right:
    @property
    def shape(self):
        return (next(SIZES),)

    @property
    def dtype(self):
        return np.dtype(next(iter([np.float32, object, "V0", "M8"][next(SIZES) % 4 :])))

    def __array__(self, *args, **kwargs):
        return np.full(self.shape, np.nan)

    def __jax_array__(self):
        return jnp.full(self.shape, jnp.nan)

    def __len__(self):
        return next(SIZES)


def affine(x):
    return Right()

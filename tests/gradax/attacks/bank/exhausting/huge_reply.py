# Returns an array that is larger than a reply may be.
# ends: reply-too-large, exception
import jax
import numpy as np


def affine(x):
    if isinstance(x, jax.core.Tracer):
        raise ValueError
    return np.zeros(17 << 20, np.float32)

# Returns one number that says it is four billion.
# ends: reply-too-large, exception
import numpy as np


def affine(x):
    return np.broadcast_to(np.float32(1), (1 << 16, 1 << 16))

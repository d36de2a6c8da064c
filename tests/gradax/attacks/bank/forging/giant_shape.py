# Returns an array without entries but of an impossible shape.
# ends: reply-too-large, exception, unserialisable
import numpy as np


def affine(x):
    return np.zeros((0, 1 << 50), np.float32)

# Returns an array of a hundred megabytes.
# ends: reply-too-large
import numpy as np


def affine(x):
    return np.zeros(25 << 20, np.float32)

# Returns as much as a reply may hold, each time.
# ends: wrong, exception, timeout
import numpy as np

ALMOST = np.zeros((64 << 20) - 8, np.uint8)


def affine(x):
    return ALMOST

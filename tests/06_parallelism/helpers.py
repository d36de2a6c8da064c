"""What the hidden tests of 06 share, on the grader's side."""

import numpy as np


def draw(rng, *shape):
    """Random float32 numbers, some negative."""
    return rng.normal(size=shape).astype(np.float32)


def slide(w, x):
    """One convolution, in NumPy."""
    return np.array([w @ x[i : i + len(w)] for i in range(len(x) - len(w) + 1)], np.float32)

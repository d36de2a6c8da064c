"""What the hidden tests of 09 share, on the grader's side."""

from functools import partial

import numpy as np

import gradax.testing
from gradax.testing.values import as_floats

near = partial(gradax.testing.near, atol=1e-3)


def normals(rng, *shape):
    """Random float32 numbers."""
    return rng.normal(size=shape).astype(np.float32)


def stacked(numbers):
    """A list of numbers as an array; anything else as it is."""
    if isinstance(numbers, list | tuple) and all(_is_number(each) for each in numbers):
        return np.array([as_floats(each) for each in numbers], np.float32)
    return numbers


def _is_number(value):
    if isinstance(value, float | int) and not isinstance(value, bool):
        return True
    return getattr(value, "shape", None) == () and getattr(value, "dtype", np.dtype(object)).kind in "fiu"

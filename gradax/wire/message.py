"""What an encoded value is, its bounds, and the errors of encoding and decoding."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, Literal, NamedTuple

import ml_dtypes
import numpy as np

HEADER_MAX = 1 << 20
BODY_MAX = 64 << 20
DEPTH_MAX = 32
DICT_MAX = 4096
ALIKE_MAX = 64  # keys of one hash in a dict: they cost the square of this
SHORT_TEXT = 256  # longer texts travel in the body
INT_BITS_MAX = 4096
NDIM_MAX = 32
INT64_MIN, UINT64_END = -(1 << 63), 1 << 64
_KEY_TYPES = (str, int, float, bool, bytes, type(None))

DTYPES: dict[str, np.dtype[Any]] = {
    np.dtype(scalar).name: np.dtype(scalar)
    for scalar in (
        *(np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64),
        *(np.float16, np.float32, np.float64, np.complex64, np.complex128),
        *(ml_dtypes.int2, ml_dtypes.int4, ml_dtypes.uint2, ml_dtypes.uint4, ml_dtypes.bfloat16),
        *(ml_dtypes.float4_e2m1fn, ml_dtypes.float8_e3m4, ml_dtypes.float8_e4m3, ml_dtypes.float8_e4m3b11fnuz),
        *(ml_dtypes.float8_e4m3fn, ml_dtypes.float8_e4m3fnuz, ml_dtypes.float8_e5m2, ml_dtypes.float8_e5m2fnuz),
        ml_dtypes.float8_e8m0fnu,
    )
}

Array = np.ndarray[Any, np.dtype[Any]]
Origin = Literal["jax", "numpy", "host"]


class Unserialisable(TypeError):
    """A value that cannot travel; the text says which and what can."""


class TooLarge(ValueError):
    """A message with more than `BODY_MAX` bytes of arrays and text."""


class BadFrame(ValueError):
    """Bytes that no honest peer sends."""


class Message(NamedTuple):
    """An encoded value: `header` and `body`."""

    header: bytes
    body: bytes


def unfit_for_key(key: Any) -> list[Any]:
    """What of a dict's key is neither text, bytes, a number nor None, nor a tuple of these."""
    parts, unfit = [key], []
    while parts:
        part = parts.pop()
        if type(part) is tuple:
            parts += part
        elif type(part) not in _KEY_TYPES:
            unfit.append(part)
    return unfit


def are_alike(keys: Collection[Any]) -> bool:
    """Whether a dict of these keys would be slow: tuples of -1 and -2, for one, all have one hash."""
    return len(keys) > ALIKE_MAX and max(Counter(map(hash, keys)).values()) > ALIKE_MAX


def is_too_large(shape: Sequence[int], itemsize: int) -> bool:
    """Whether an array of this shape is too large; an empty axis counts as one.

    A sum over an empty axis is as large as the other axes are.
    """
    return math.prod(max(1, size) for size in shape) * itemsize > BODY_MAX

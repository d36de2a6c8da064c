"""Numbers, whatever they come as: their kind, and how far apart they are. Never raises for plain data."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradax import codes
from gradax.testing.describe import is_array, is_number
from gradax.testing.places import places
from gradax.wire.values import Key

KINDS = {"bool": "a bool", "integer": "an integer", "float": "a floating-point number", "complex": "a complex number"}


class Mismatch(NamedTuple):
    """How two values differ: the code and the sentence, which holds no value, and where in an array."""

    code: str
    sentence: str
    where: str = ""


def is_numeric(value: Any) -> bool:
    """Whether `value` is an array or a Python number."""
    return (is_array(value) or is_number(value)) and not isinstance(value, Key)


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of an array; () for anything else."""
    return tuple(value.shape) if is_array(value) else ()


def kind_of(value: Any) -> str:
    """The kind of number, a key of `KINDS`: bfloat16 and float64 are one kind, int8 and uint32 too."""
    name = value.dtype.name if is_array(value) else type(value).__name__
    if name.startswith("bool"):
        return "bool"
    if name.startswith(("int", "uint")):
        return "integer"
    return "complex" if name.startswith("complex") else "float"


def discrepancy(got: Any, want: Any, rtol: float, atol: float) -> Mismatch | None:
    """What to say of numbers of equal shape that are not close, None where they are."""
    if not _are_exact(got, want):
        mine, theirs = as_floats(got), as_floats(want)
        for name, has in ((codes.NAN, np.isnan), (codes.INF, np.isinf)):
            stray = np.asarray(has(mine) & ~has(theirs))
            if stray.any():
                return Mismatch(name, f"contains {name}{_count(stray)}", places(stray))
    wrong = differing(got, want, rtol, atol)
    if not wrong.any():
        return None
    where = places(wrong)
    if kind_of(want) == "bool":
        return Mismatch(codes.VALUE, f"is wrong{_count(wrong)}" if wrong.ndim else "is the wrong bool", where)
    with np.errstate(all="ignore"):
        gaps = np.abs(as_floats(got) - as_floats(want))[wrong]
    finite = gaps[np.isfinite(gaps)]
    if not finite.size:
        return Mismatch(codes.VALUE, f"differs from what is expected{_count(wrong)}", where)
    largest = f"{finite.max():.3g}"
    return Mismatch(
        codes.VALUE,
        f"differs from what is expected{_count(wrong)}, by at most {largest}" if wrong.ndim else f"is off by {largest}",
        where,
    )


def differing(got: Any, want: Any, rtol: float, atol: float) -> NDArray[np.bool_]:
    """Which entries of numbers of equal shape are not close.

    Integers and bools are compared exactly, unless the other one is not of their kind.
    """
    if _are_exact(got, want):
        return np.asarray(_exact(got) != _exact(want))
    mine, theirs = as_floats(got), as_floats(want)
    with np.errstate(all="ignore"):
        near = (np.abs(mine - theirs) <= atol + rtol * np.abs(theirs)) & np.isfinite(theirs)
    return np.asarray(~(near | (mine == theirs) | (np.isnan(mine) & np.isnan(theirs))))


def _are_exact(got: Any, want: Any) -> bool:
    return kind_of(got) == kind_of(want) in ("bool", "integer")


def _count(wrong: NDArray[np.bool_]) -> str:
    return f" in {int(wrong.sum())} of {wrong.size} entries" if wrong.ndim else ""


def _exact(value: Any) -> Any:
    if not is_array(value):
        return value
    array = np.asarray(value)
    return array.astype(np.int64) if array.dtype.name in ("int2", "int4", "uint2", "uint4") else array


def as_floats(value: Any) -> NDArray[Any]:
    """Numbers in double precision, real ones or complex ones."""
    dtype = np.complex128 if kind_of(value) == "complex" else np.float64
    if is_array(value):
        return np.asarray(value).astype(dtype)
    try:
        return np.asarray(value, dtype=dtype)
    except OverflowError:  # an int beyond the floats
        return np.asarray(np.copysign(np.inf, 1 if value > 0 else -1), dtype=dtype)

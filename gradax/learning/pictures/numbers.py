"""Numbers for pictures: written briefly, and how far apart they are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradax.testing.places import places
from gradax.testing.values import as_floats

LEVELS = 4  # of difference; 0 is none


def number(value: Any) -> str:
    """One number in a few characters: ``0.3333``, ``1.2e+07``, ``nan``."""
    value = value.item() if isinstance(value, np.generic | np.ndarray) else value
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int) and abs(value) < 10**6:
        return str(value)
    try:
        return f"{value:.4g}"
    except (OverflowError, TypeError, ValueError):
        return "…"


def levels_of(got: Any, want: Any, wrong: NDArray[np.bool_]) -> NDArray[np.int8]:
    """How far off each entry is: 0 where it is right, `LEVELS` where it is furthest off, or not a finite number."""
    with np.errstate(all="ignore"):
        gaps = np.abs(as_floats(got) - as_floats(want))
    finite = gaps[wrong & np.isfinite(gaps)]
    largest = finite.max() if finite.size else 0.0
    with np.errstate(all="ignore"):
        share = np.where(np.isfinite(gaps) & (largest > 0), gaps / (largest or 1.0), 1.0)
    levels = np.clip(np.ceil(np.nan_to_num(share) * LEVELS), 1, LEVELS)
    return np.where(wrong, levels, 0).astype(np.int8)


def differences(wrong: NDArray[np.bool_]) -> str:
    """The sentence that says how many entries differ, and which."""
    count = int(wrong.sum())
    return f"{count} of {wrong.size} entries {'differs' if count == 1 else 'differ'}: {places(wrong) or 'all of them'}."

"""Where in an array: the shortest index that says it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradax.text import listed

_NAMED_AT_MOST = 4


def places(marked: NDArray[np.bool_]) -> str:
    """The marked entries, in words that NumPy's users know: ``[:, 0]``, ``the diagonal``, ``[1, 2] and [3, 4]``.

    Nothing where all entries are marked, or none is.
    """
    if marked.all() or not marked.any():
        return ""
    block, is_whole = _block(marked)
    return block if is_whole else _triangle(marked) or _named(marked, block)


def _block(marked: NDArray[np.bool_]) -> tuple[str, bool]:
    """The index of the smallest block with all marked entries, and whether it has no others."""
    parts, size = [], 1
    for axis, length in enumerate(marked.shape):
        (found,) = np.nonzero(marked.any(axis=tuple(each for each in range(marked.ndim) if each != axis)))
        first, end = int(found[0]), int(found[-1]) + 1
        size *= end - first
        parts.append(":" if end - first == length > 1 else str(first) if end - first == 1 else f"{first}:{end}")
    return f"[{', '.join(parts)}]", size == np.count_nonzero(marked)


def _triangle(marked: NDArray[np.bool_]) -> str:
    """The part of a square on one side of its diagonal."""
    if marked.ndim != 2 or marked.shape[0] != marked.shape[1]:
        return ""
    diagonal = np.eye(len(marked), dtype=bool)
    named = {
        "the diagonal": diagonal,
        "everywhere but on the diagonal": ~diagonal,
        "above the diagonal": np.triu(~diagonal),
        "below the diagonal": np.tril(~diagonal),
    }
    return next((name for name, part in named.items() if np.array_equal(part, marked)), "")


def _named(marked: NDArray[np.bool_], block: str) -> str:
    """The entries, or the others, one by one where they are few; else the block that they lie in, if that says more."""
    if np.count_nonzero(~marked) <= _NAMED_AT_MOST < np.count_nonzero(marked):
        return f"everywhere but at {_entries(~marked)}"
    if np.count_nonzero(marked) > _NAMED_AT_MOST and block.strip("[:, ]"):
        return f"within {block}"
    return _entries(marked)


def _entries(marked: NDArray[np.bool_]) -> str:
    return listed((f"[{', '.join(map(str, index))}]" for index in np.argwhere(marked)), at_most=_NAMED_AT_MOST)

"""A heat map: which entries of a matrix differ and how much, beside their numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gradax.learning.pictures.numbers import LEVELS, differences, levels_of, number
from gradax.testing.compared import Compared
from gradax.testing.values import differing

_ROWS, _COLUMNS = 6, 6  # of numbers
_TALL, _WIDE = 24, 40  # of squares


@dataclass(frozen=True)
class Entry:
    """One number: how far off it is, what came back and, where it differs, what is expected."""

    level: int
    got: str
    want: str


@dataclass(frozen=True)
class HeatMap:
    """A matrix, or one of an array's.

    Attributes:
        title: what it is a picture of.
        sentence: what it shows.
        columns: the numbers' columns in the matrix.
        rows: the numbers, with their rows in the matrix.
        squares: the whole matrix, where there are more than these: for each level the SVG path of its squares.
        tall: how many squares there are, one below the other.
        wide: and beside each other.
    """

    title: str
    sentence: str
    columns: tuple[int, ...]
    rows: tuple[tuple[int, tuple[Entry, ...]], ...]
    squares: tuple[str, ...] = ()
    tall: int = 0
    wide: int = 0
    kind: str = "heat_map"


def heat_map_of(path: str, compared: Compared) -> HeatMap | None:
    """The heat map of arrays of equal shape; None for those without rows and columns."""
    got, want = np.asarray(compared.got), np.asarray(compared.want)
    wrong = differing(got, want, compared.rtol, compared.atol)
    levels = levels_of(got, want, wrong)
    if wrong.ndim < 2 or not wrong.any():
        return None
    *outer, top, left = np.unravel_index(int(levels.argmax()), levels.shape)
    matrix = tuple(outer)  # the one that is furthest off
    got, want, wrong, levels = (each[matrix] for each in (got, want, wrong, levels))
    if min(wrong.shape) < 2:
        return None
    rows, columns = _window(int(top), wrong.shape[0], _ROWS), _window(int(left), wrong.shape[1], _COLUMNS)
    name = f"{path}[{', '.join(map(str, matrix))}]" if matrix else path
    said = [differences(wrong)]
    if matrix:
        said.insert(0, f"This is `{name}`, the matrix with the entry that is furthest off.")
    squares: tuple[str, ...] = ()
    shown = levels
    if len(rows) < wrong.shape[0] or len(columns) < wrong.shape[1]:
        shown, step = _thinned(levels)
        squares = tuple(_path(shown == level) for level in range(1, LEVELS + 1))
        if step != (1, 1):
            said.append(f"A square stands for {step[0]} × {step[1]} entries, and shows the one that is furthest off.")
        said.append(
            f"The numbers are those of rows {rows[0]} to {rows[-1]} and columns {columns[0]} to {columns[-1]}, "
            "around one that is furthest off."
        )
    return HeatMap(
        title=f"where {f'`{name}`' if name else 'it'} differs",
        sentence=" ".join(said),
        columns=tuple(columns),
        rows=tuple(
            (
                row,
                tuple(
                    Entry(int(levels[row, column]), number(got[row, column]), number(want[row, column]))
                    for column in columns
                ),
            )
            for row in rows
        ),
        squares=squares,
        tall=shown.shape[0],
        wide=shown.shape[1],
    )


def _window(around: int, size: int, at_most: int) -> range:
    start = max(0, min(around - at_most // 2, size - at_most))
    return range(start, min(size, start + at_most))


def _thinned(levels: NDArray[np.int8]) -> tuple[NDArray[np.int8], tuple[int, int]]:
    """The levels on a bounded number of squares, each the highest of its entries, and how many these are."""
    step = (-(-levels.shape[0] // _TALL), -(-levels.shape[1] // _WIDE))
    for axis in (0, 1):
        levels = np.maximum.reduceat(levels, np.arange(0, levels.shape[axis], step[axis]), axis=axis)
    return levels, step


def _path(marked: NDArray[np.bool_]) -> str:
    return "".join(f"M{column} {row}h1v1h-1z" for row, column in np.argwhere(marked))

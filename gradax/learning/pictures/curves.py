"""Curves: two sequences of numbers over their index, one expected and one that came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradax.learning.pictures.numbers import differences, levels_of, number
from gradax.testing.compared import Compared
from gradax.testing.values import as_floats, differing, kind_of
from gradax.text import listed

_FEWEST = 5  # what is shorter is read at once
_POINTS = 160
WIDTH, HEIGHT = 400, 150


@dataclass(frozen=True)
class Curves:
    """Two curves in a box of `WIDTH` by `HEIGHT`.

    Attributes:
        title: what it is a picture of.
        sentence: what it shows.
        got: the SVG path of what came back.
        want: the SVG path of what is expected.
        wrong: the SVG path of the points of `got` that differ.
        stray: the same of those that are not finite numbers: at the top edge inf, at the bottom edge nan and -inf.
        top: the largest number.
        bottom: the smallest one.
        last: the last index.
    """

    title: str
    sentence: str
    got: str
    want: str
    wrong: str
    stray: str
    top: str
    bottom: str
    last: int
    width: int = WIDTH
    height: int = HEIGHT
    kind: str = "curves"


def curves_of(path: str, compared: Compared) -> Curves | None:
    """The curves of two arrays of equal shape that have one axis (of a length worth drawing); None for others."""
    shape = np.shape(compared.want)
    if max(shape, default=0) < _FEWEST or max(shape) != np.size(compared.want):
        return None
    if "complex" in (kind_of(np.asarray(compared.got)), kind_of(np.asarray(compared.want))):
        return None
    got, want = np.asarray(compared.got).ravel(), np.asarray(compared.want).ravel()
    wrong = differing(got, want, compared.rtol, compared.atol)
    if not wrong.any():
        return None
    kept = _thinned(levels_of(got, want, wrong))
    mine, theirs = as_floats(got), as_floats(want)
    finite = np.concatenate([mine[np.isfinite(mine)], theirs[np.isfinite(theirs)]])
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    across = kept * (WIDTH / (len(got) - 1))
    ours, others = _heights(mine[kept], low, high), _heights(theirs[kept], low, high)
    odd = ~np.isfinite(mine[kept])
    edge = np.where(mine[kept] == np.inf, 0.0, float(HEIGHT))
    said = [differences(wrong)]
    said += [_range("What came back", mine), _range("What is expected", theirs)]
    if len(kept) < len(got):
        said.append(f"Of {len(got)} entries {len(kept)} are drawn; of neighbours, the one that is furthest off.")
    return Curves(
        title=f"{f'`{path}`' if path else 'what came back'} and what is expected, as curves",
        sentence=" ".join(said),
        got=_line(across, ours),
        want=_line(across, others),
        wrong=_dots(across, ours, wrong[kept] & ~odd),
        stray=_dots(across, edge, odd),
        top=number(high),
        bottom=number(low),
        last=len(got) - 1,
    )


def _thinned(levels: NDArray[np.int8]) -> NDArray[np.int64]:
    """A bounded number of indices: of each stretch the one that is furthest off, and both ends."""
    size = len(levels)
    if size <= _POINTS:
        return np.arange(size)
    stretches = np.array_split(np.arange(size), _POINTS - 2)
    return np.unique([0, *(stretch[levels[stretch].argmax()] for stretch in stretches), size - 1])


def _heights(values: NDArray[np.floating[Any]], low: float, high: float) -> NDArray[np.floating[Any]]:
    """Where the values lie in the box, from its top; nan for what is not finite."""
    values = np.where(np.isfinite(values), values, np.nan)
    span = high / 2 - low / 2  # of the largest floats the difference itself would overflow
    share = (values / 2 - low / 2) / span if span else values * 0 + 0.5
    return np.asarray((1 - share) * HEIGHT)


def _line(across: NDArray[np.floating[Any]], down: NDArray[np.floating[Any]]) -> str:
    """The SVG path through the points, broken where there is none."""
    parts, pen = [], "M"
    for x, y in zip(across, down, strict=True):
        if np.isnan(y):
            pen = "M"
        else:
            parts.append(f"{pen}{x:.1f} {y:.1f}")
            pen = "L"
    return "".join(parts)


def _dots(across: NDArray[np.floating[Any]], down: NDArray[np.floating[Any]], marked: NDArray[np.bool_]) -> str:
    """The SVG path of nothing but points: strokes without a length."""
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in zip(across[marked], down[marked], strict=True))


def _range(what: str, values: NDArray[np.floating[Any]]) -> str:
    finite = values[np.isfinite(values)]
    odd = {"nan": np.isnan(values), "inf": np.isposinf(values), "-inf": np.isneginf(values)}
    counts = listed(f"{int(found.sum())} {name}" for name, found in odd.items() if found.any())
    if not finite.size:
        return f"{what} is {counts}."
    return f"{what} is between {number(finite.min())} and {number(finite.max())}{counts and f', with {counts}'}."

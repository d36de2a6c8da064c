"""Where in a student's own code something ended: their function, their line, through their chain of calls.

A guest claims a cell's name and a line's number only; what is shown comes from our copy of the submission.
"""

from __future__ import annotations

from collections.abc import Iterable

from gradax.results import Stop
from gradax.submission.canonical import CodeCell
from gradax.submission.names import function_at
from gradax.text import printable
from gradax.wire.failures import Frame

_LINE_CHARACTERS = 80
_CALLERS = 2


def whereabouts(frames: Iterable[Frame], cells: Iterable[CodeCell], *, within: CodeCell | None = None) -> str:
    """A sentence: "It stopped in `mse`, line 3: `return x.mean`, called by `train_step`."; "" where nothing is known.

    Lines are counted within the cell, from 1. `within` is a cell that the sentence need not name.
    """
    known = _known(frames, cells)
    if not known:
        return ""
    cell, line = known[-1]
    function = function_at(cell.source, line)
    outside = f"line {line}" if cell is within else f"line {line} of {called(cell)}"
    place = f"`{function}`, line {line}" if function else outside
    text = printable(cell.source.splitlines()[line - 1].strip())[:_LINE_CHARACTERS].replace("`", "'")
    callers = dict.fromkeys(function_at(each.source, number) for each, number in reversed(known[:-1]))
    names = [f"`{name}`" for name in callers if name and name != function][:_CALLERS]
    chain = f", called by {', '.join(names)}" if names else ""
    return f"It stopped in {place}: `{text}`{chain}."


def stop_of(frames: Iterable[Frame], cells: Iterable[CodeCell]) -> Stop | None:
    """The place that `whereabouts` describes, as data."""
    known = _known(frames, cells)
    return Stop(known[-1][0].id, known[-1][1]) if known else None


def called(cell: CodeCell) -> str:
    """The words for a student's cell."""
    if cell.exercise:
        return f"the solution cell of `{cell.exercise}`"
    if cell.added_after and cell.added_after != "top":
        return f"the cell that you added after `{cell.added_after}`"
    return "the cell that you added at the top" if cell.added_after else f"the cell `{cell.name}`"


def _known(frames: Iterable[Frame], cells: Iterable[CodeCell]) -> list[tuple[CodeCell, int]]:
    """The lines of the student's own cells that the frames go through."""
    by_name = {cell.name: cell for cell in cells if not cell.released}
    return [(by_name[cell], line) for cell, line in frames if cell in by_name and 0 < line <= _length(by_name[cell])]


def _length(cell: CodeCell) -> int:
    return len(cell.source.splitlines())

"""Where in a student's own code something ended: their function, their line, through their chain of calls.

A guest claims a cell's name and a line's number only; what is shown comes from our copy of the submission.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from gradax.submission.canonical import CodeCell
from gradax.text import printable
from gradax.wire.failures import Frame

_LINE_CHARACTERS = 80
_CALLERS = 2


def whereabouts(frames: Iterable[Frame], cells: Iterable[CodeCell]) -> str:
    """A sentence such as "It stopped in `mse`, line 3: `return x.mean`, called by `train_step`."; "" if nothing is known.

    Lines are counted within the cell, from 1.
    """
    by_name = {cell.name: cell for cell in cells if not cell.released}
    known = [(by_name[cell], line) for cell, line in frames if cell in by_name and 0 < line <= _length(by_name[cell])]
    if not known:
        return ""
    cell, line = known[-1]
    function = function_at(cell.source, line)
    place = f"`{function}`, line {line}" if function else f"line {line} of {called(cell)}"
    text = printable(cell.source.splitlines()[line - 1].strip())[:_LINE_CHARACTERS].replace("`", "'")
    callers = dict.fromkeys(function_at(each.source, number) for each, number in reversed(known[:-1]))
    names = [f"`{name}`" for name in callers if name and name != function][:_CALLERS]
    chain = f", called by {', '.join(names)}" if names else ""
    return f"It stopped in {place}: `{text}`{chain}."


def called(cell: CodeCell) -> str:
    """The words for a student's cell."""
    if cell.exercise:
        return f"the solution cell of `{cell.exercise}`"
    if cell.added_after and cell.added_after != "top":
        return f"the cell that you added after `{cell.added_after}`"
    return "the cell that you added at the top" if cell.added_after else f"the cell `{cell.name}`"


def function_at(source: str, line: int) -> str | None:
    """The outermost function or class around a line, if the cell can be read."""
    for node in _statements(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first <= line <= (node.end_lineno or line):
                return node.name
    return None


def names_bound(source: str) -> set[str]:
    """The names that a cell would define, had it run to its end."""
    return {name for node in _statements(source) for name in _bound_by(node)}


def _bound_by(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
    else:
        yield from (
            each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        )


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _length(cell: CodeCell) -> int:
    return len(cell.source.splitlines())

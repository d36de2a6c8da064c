"""A student's code as the page lists it: coloured, its lines numbered, and those marked at which it stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import Python3Lexer  # type: ignore[import-untyped]

from gradax.results import ExerciseResult, Stop
from gradax.text import printable


@dataclass(frozen=True)
class CodeLine:
    """One line: its coloured code, and whether the student's code stopped here."""

    code: Markup
    stopped: bool = False


def stops_of(exercises: Iterable[ExerciseResult]) -> set[Stop]:
    """Where the student's code stopped in the tests of these exercises."""
    return {test.stop for exercise in exercises for test in exercise.tests if test.stop}


def listing(source: str, cell: str, stops: Iterable[Stop] = ()) -> list[CodeLine]:
    """The lines of a cell, given its id."""
    marked = {stop.line for stop in stops if stop.cell == cell}
    lexer = Python3Lexer(stripnl=False, ensurenl=False)
    # The formatter closes its elements at the end of each line.
    coloured = highlight("\n".join(map(printable, source.splitlines())), lexer, HtmlFormatter(nowrap=True))
    lines = coloured.split("\n")[: len(source.splitlines())]
    return [CodeLine(Markup(code), number in marked) for number, code in enumerate(lines, start=1)]

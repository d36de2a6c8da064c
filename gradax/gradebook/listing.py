"""A student's code as the page lists it: coloured, its lines numbered, and those marked at which it stopped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import Python3Lexer  # type: ignore[import-untyped]

from gradax.results import ExerciseResult
from gradax.submission.names import function_at
from gradax.text import printable

# As `gradax.grading.whereabouts` writes it.
_STOP = re.compile(r"It stopped in (?:`(?P<function>[^`]+)`, )?line (?P<line>\d+)(?: of [^:]+)?: `(?P<text>[^`]*)`")


@dataclass(frozen=True)
class CodeLine:
    """One line: its coloured code, and whether the student's code stopped here."""

    code: Markup
    stopped: bool = False


@dataclass(frozen=True)
class Stop:
    """Where a message says that code stopped."""

    function: str | None
    line: int
    text: str

    def is_in(self, source: str) -> bool:
        """Whether that line is in this cell: the number, its function and its text must agree."""
        lines = source.splitlines()
        if not 0 < self.line <= len(lines):
            return False
        text = printable(lines[self.line - 1].strip()).replace("`", "'")
        return text.startswith(self.text) and (function_at(source, self.line) or None) == self.function


def stops_of(exercises: Iterable[ExerciseResult]) -> list[Stop]:
    """Where the messages of these exercises say that code stopped."""
    messages = {test.message for exercise in exercises for test in exercise.tests if test.message}
    return [
        Stop(found["function"], int(found["line"]), found["text"])
        for message in sorted(messages)
        for found in _STOP.finditer(message)
    ]


def listing(source: str, stops: Iterable[Stop] = ()) -> list[CodeLine]:
    """The lines of a cell."""
    marked = {stop.line for stop in stops if stop.is_in(source)}
    lexer = Python3Lexer(stripnl=False, ensurenl=False)
    # The formatter closes its elements at the end of each line.
    coloured = highlight("\n".join(map(printable, source.splitlines())), lexer, HtmlFormatter(nowrap=True))
    lines = coloured.split("\n")[: len(source.splitlines())]
    return [CodeLine(Markup(code), number in marked) for number, code in enumerate(lines, start=1)]

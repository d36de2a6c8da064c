"""What keeps nbgrader from generating an assignment: said in one sentence, where nbgrader logs a traceback."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from gradax.course import CourseError
from gradax.course.notebook import nbgrader_of
from gradax.gradebook.faults import fault_of
from gradax.text import one_line


@contextmanager
def said(path: Path, log: logging.Logger) -> Iterator[None]:
    """Let whatever fails while nbgrader generates an assignment end in a sentence.

    Args:
        path: the instructor notebook.
        log: where nbgrader logs; its tracebacks do not get there.

    Raises:
        CourseError: what failed, and in which cell.
    """
    tracebacks = _Tracebacks()
    log.addFilter(tracebacks)
    try:
        yield
    except Exception as error:
        raised = tracebacks.first or error
        what = f"{_where(raised)}{_what(raised)}"
        raise CourseError(f"{path}: nbgrader cannot generate the assignment: {what}") from error
    finally:
        log.removeFilter(tracebacks)


class _Tracebacks(logging.Filter):
    """Keeps tracebacks off a log, and the first error that had one: nbgrader raises another one after it."""

    first: BaseException | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is for people."""
        if "traceback" not in record.getMessage().lower():
            return True
        self.first = self.first or sys.exc_info()[1]
        return False


def _where(error: BaseException) -> str:
    """The cell that nbgrader was busy with, if it was with one."""
    places = [frame.f_locals for frame, _ in walk_tb(error.__traceback__) if "cell" in frame.f_locals]
    if not places or not isinstance(places[-1]["cell"], dict):
        return ""
    name, index = nbgrader_of(places[-1]["cell"]).get("grade_id"), places[-1].get("cell_index")
    if name:
        return f"cell {one_line(str(name))!r}: "
    return "" if index is None else f"cell {index + 1}: "


def _what(error: BaseException) -> str:
    """The gist: a validator's errors hold the whole notebook besides."""
    fault = fault_of(error)
    text = one_line(str(getattr(error, "message", fault.text))).rstrip(".")
    return f"{text}. {fault.advice}" if fault.advice else f"{text}."

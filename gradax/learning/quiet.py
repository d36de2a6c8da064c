"""Failures that a student reads as one sentence, without a traceback."""

from __future__ import annotations

from gradax.course.config import CourseError, as_printed


class Quiet(Exception):
    """An exception that IPython shows as its text alone; the text has its paths as `as_printed` does."""

    def __str__(self) -> str:
        return as_printed(super().__str__())

    def _render_traceback_(self) -> list[str]:
        # IPython asks an exception for its own rendering before it formats a traceback.
        return [str(self)]


class CheckFailed(Quiet):
    """A check did not pass; the card above says why."""


class LearningError(Quiet, CourseError):
    """What was asked for cannot be done; the text says what is missing, where, and what to do."""

"""Failures that a student reads as one line: no traceback of ours stands between them and the sentence."""

from __future__ import annotations

from pathlib import Path

from gradax.course.config import CourseError
from gradax.files import seen_from


class Quiet(Exception):
    """An exception that IPython shows as its text alone."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks an exception for its own rendering before it formats a traceback.
        return [seen_from(Path.cwd(), str(self))]


class CheckFailed(Quiet):
    """A check did not pass; the card above says why."""


class LearningError(Quiet, CourseError):
    """What was asked for cannot be done; the text says what is missing, where, and what to do."""

"""The formats in which grades can be exported."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """Whom the file is for."""

    CSV = "csv"  # for people and for other programs: everything, one row for each student and assignment
    CANVAS = "canvas"
    MOODLE = "moodle"

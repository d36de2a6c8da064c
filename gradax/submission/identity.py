"""Students' ids: each is the name of a student's folder, too."""

from __future__ import annotations

from gradax.text import one_line, visible

_LENGTH = 128  # of an id in nbgrader's database


def unusable(student: str) -> str | None:
    """Why something cannot be a student's id, in a sentence; None where it can."""
    if not student:
        return "there is no id in it."
    if "/" in student or "\\" in student or student.startswith("."):
        return f"`{one_line(student)}` cannot be the name of a folder in submitted/."
    if visible(student) != student:
        return f"the id `{visible(student)}` holds an invisible character; remove it."
    return f"an id has at most {_LENGTH} characters." if len(student) > _LENGTH else None

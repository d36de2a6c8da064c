"""The solution regions of a cell: what is between nbgrader's marks, and what students see of it."""

from __future__ import annotations

MARKS = BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
SCHEME = "BEGIN MARK SCHEME", "END MARK SCHEME"  # what nbgrader takes out of a task


def solution_lines(source: str) -> list[str]:
    """The lines between the marks."""
    return _split(source)[0]


def public_lines(source: str, marks: tuple[str, str] = MARKS) -> list[str]:
    """The lines outside of the marks: signature, docstring, whatever else the students keep."""
    return _split(source, marks)[1]


def without_marks(source: str) -> str:
    """The cell as a student who solved it would have it."""
    return "\n".join(line for line in source.splitlines() if not any(mark in line for mark in (*MARKS, *SCHEME)))


def has_region(source: str) -> bool:
    """Whether each BEGIN SOLUTION has its END SOLUTION, and there is at least one."""
    marks = [mark for line in source.splitlines() for mark in (BEGIN, END) if mark in line]
    return bool(marks) and marks == [BEGIN, END] * (len(marks) // 2)


def _split(source: str, marks: tuple[str, str] = MARKS) -> tuple[list[str], list[str]]:
    inside: list[str] = []
    outside: list[str] = []
    in_solution = False
    for line in source.splitlines():
        if any(mark in line for mark in marks):
            in_solution = marks[0] in line
        else:
            (inside if in_solution else outside).append(line)
    return inside, outside

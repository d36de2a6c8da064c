"""Which row of a table is which student of the gradebook, and which column which assignment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gradax.course import Assignment, CourseError
from gradax.course.table import Row, Table, key
from gradax.gradebook.database.grades import Grade
from gradax.text import listed, one_line

Scores = Mapping[str, str]  # by assignment; empty where there is none
Students = Sequence[tuple[Grade, Scores]]
_NAMED = 10


@dataclass(frozen=True)
class KeyHeadings:
    """The headings under which a system knows students: our ids, its own number for them, their address."""

    ids: tuple[str, ...]
    lms: str
    email: str


@dataclass(frozen=True)
class Pairs:
    """Rows with their students' scores, and sentences about who has no partner."""

    rows: list[tuple[Row, Scores]]
    notes: tuple[str, ...]


def pair(table: Table, rows: Sequence[Row], students: Students, keys: KeyHeadings) -> Pairs:
    """Find each row's student; a row that fits several students, and a student whom several rows fit, are left out.

    Raises:
        CourseError: where nobody is found.
    """
    fits = _fits(table, rows, students, keys)
    only = [next(iter(each)) if len(each) == 1 else None for each in fits]
    times = Counter(only)
    pairs = [
        (row, students[number][1])
        for row, number in zip(rows, only, strict=True)
        if number is not None and times[number] == 1
    ]
    if not pairs:
        raise CourseError(
            f"{table.path}: nobody in it is in the gradebook by the same id; `gradax roster {table.path}` "
            "shows how they differ."
        )
    found = set().union(*fits)
    told = {
        "Left out, because several students in the gradebook fit the row": [
            _who(row) for row, each in zip(rows, fits, strict=True) if len(each) > 1
        ],
        f"Left out, because several rows of {table.path.name} fit them": sorted(
            students[number][0].student for number in times if number is not None and times[number] > 1
        ),
        f"In {table.path.name} but not in the gradebook, so they are not exported": [
            _who(row) for row, each in zip(rows, fits, strict=True) if not each
        ],
        f"In the gradebook but not in {table.path.name}, so their grades are not exported": [
            student.student
            for number, (student, scores) in enumerate(students)
            if number not in found and any(scores.values())
        ],
    }
    return Pairs(pairs, tuple(f"{text}: {listed(names, at_most=_NAMED)}." for text, names in told.items() if names))


def find_column(table: Table, assignment: Assignment, suffix: re.Pattern[str]) -> int | None:
    """The column of an assignment: its title or its name; `suffix` may stand after it, an activity's kind before it.

    Raises:
        CourseError: where several columns fit.
    """
    title = assignment.entry.title
    wanted = {key(title), key(assignment.name)}
    places = []
    for place, head in enumerate(table.heads):
        bare = suffix.sub("", head)
        if key(bare) in wanted or bare.endswith(f": {title}"):
            places.append(place)
    if len(places) > 1:
        heads = listed(f"`{one_line(table.heads[place])}`" for place in places)
        raise CourseError(f"{table.path}: {heads} all fit {assignment.name}; remove the columns that do not apply.")
    return places[0] if places else None


def _fits(table: Table, rows: Sequence[Row], students: Students, keys: KeyHeadings) -> list[set[int]]:
    """The students that each row fits, as their places in `students`."""
    graded = [student for student, _ in students]
    known = [
        *((table.column(head), _alone(student.student for student in graded)) for head in keys.ids),
        (table.column(keys.lms), _alone(student.lms_id for student in graded)),
    ]
    email, emails = table.column(keys.email), _alone(student.email.casefold() for student in graded)

    def fitting(row: Row) -> Iterator[int | None]:
        yield from (places.get(row.cells[column]) for column, places in known if column is not None)
        if email is not None:
            yield emails.get(row.cells[email].casefold())

    return [{place for place in fitting(row) if place is not None} for row in rows]


def _alone(keys: Iterable[str]) -> dict[str, int]:
    """Where each key stands that stands there once."""
    listed_keys = list(keys)
    times = Counter(listed_keys)
    return {each: place for place, each in enumerate(listed_keys) if each and times[each] == 1}


def _who(row: Row) -> str:
    """A row as a person recognises it."""
    return one_line(" ".join(filter(None, row.cells[:2])))

"""The roster: who takes the course, as a CSV file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gradax.course import CourseError
from gradax.course.table import Row, Table, read_table
from gradax.submission.identity import unusable
from gradax.text import listed, one_line

_OF_CANVAS = "SIS Login ID"  # where it stands, `ID` is Canvas's own number and `Student` a name
_IDS = ("id", "student id", "username", "login id", "identifier", "student", "ID number", "email address", "email")
_WHOLE_NAMES = ("name", "full name", "display name", "student")
PARTS = {
    "first_name": ("first name", "given name"),
    "last_name": ("last name", "surname", "family name"),
    "email": ("email address", "email"),
    "lms_user_id": ("lms user id", "ID number"),
}
_POINTS_POSSIBLE, _TEST_STUDENT = "Points Possible", "Student, Test"
_LINES_NAMED = 5


@dataclass(frozen=True)
class RosterEntry:
    """One student, as the roster or the gradebook has them; what is empty is not known."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    def __str__(self) -> str:
        """The id and what is known besides, on one line."""
        known = [", ".join(filter(None, (self.last_name, self.first_name))), self.email, self.lms_user_id]
        return one_line(f"{self.id}: {' · '.join(filter(None, known)) or 'no name'}")


@dataclass(frozen=True)
class Roster:
    """The students of a file, by id, and sentences about the rows that were left out."""

    students: Mapping[str, RosterEntry]
    left_out: tuple[str, ...] = ()


def read_roster(path: Path, id_column: str | None = None) -> Roster:
    """Read a roster.

    Args:
        path: a CSV file with a row for each student, such as an LMS exports it.
        id_column: the heading of the column that holds the ids, if it is not to be found by its name.

    Raises:
        CourseError: where the file cannot be read, has no column of ids or no student, or where two rows of one id
            differ.
    """
    table = read_table(path)
    places = _places(table, id_column)
    rows: dict[str, tuple[int, RosterEntry]] = {}
    left_out = []
    for row in table.rows:
        if row.cells[0].endswith(_POINTS_POSSIBLE) or _TEST_STUDENT in row.cells:
            continue  # Canvas's own rows
        student = _student(row, places)
        reason = unusable(student.id)
        if reason:
            who = listed(filter(None, row.cells), at_most=3)
            left_out.append(f"Line {row.line} is left out ({one_line(who)}): {reason}")
            continue
        line, before = rows.setdefault(student.id, (row.line, student))
        if before != student:
            raise CourseError(
                f"{path}: lines {line} and {row.line} both belong to `{one_line(student.id)}`, and differ; keep "
                "one of them."
            )
    if not rows:
        raise CourseError("\n".join([f"{path}: it has no student.", *left_out[:_LINES_NAMED]]))
    return Roster({each: student for each, (_, student) in rows.items()}, tuple(left_out))


def _places(table: Table, id_column: str | None) -> dict[str, int | None]:
    """The column of each thing that is known of a student."""
    of_canvas = table.column(_OF_CANVAS) is not None
    ids = (_OF_CANVAS,) if of_canvas else _IDS
    place = table.named(id_column) if id_column else table.column(*ids)
    if place is None:
        heads = listed(f"`{one_line(head)}`" for head in table.heads)
        raise CourseError(f"{table.path}: none of {heads} is known to hold ids; name the column with `--id COLUMN`.")
    places = {part: table.column(*names) for part, names in PARTS.items()}
    if of_canvas:
        places["lms_user_id"] = table.column("ID")
    whole = table.column(*_WHOLE_NAMES)
    return places | {"id": place, "name": None if whole == place else whole}


def _student(row: Row, places: Mapping[str, int | None]) -> RosterEntry:
    known = {name: "" if place is None else row.cells[place] for name, place in places.items()}
    last, _, first = known.pop("name").partition(",")
    known["last_name"] = known["last_name"] or last.strip()
    known["first_name"] = known["first_name"] or first.strip()
    return RosterEntry(**known)

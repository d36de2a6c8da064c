"""A gradebook as Canvas or Moodle exports it, matched with ours: its students and columns, our scores.

Both systems find a student by what their own export says, make a new column where a title is not theirs, and take an
empty cell for "no grade": what they had is then gone. (So their sources say: Canvas's ``lib/gradebook_importer.rb`` and
``process_gradebook_upload.js``, Moodle's ``grade/import/csv/classes/load_data.php``.) A cell that we have no score for
holds what the system has there now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gradax.course import Assignment, CourseError
from gradax.course.table import Row, Table
from gradax.report.matching import KeyHeadings, Scores, Students, find_column, pair
from gradax.text import listed, points

Rows = list[list[str]]
POINTS_POSSIBLE = "Points Possible"
_OF_CANVAS = ("Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account")
_SECTION = "Section"
_OF_MOODLE = ("First name", "Last name", "Username", "ID number", "Email address")
_CANVAS_KEYS = KeyHeadings(ids=("SIS Login ID", "SIS User ID", "ID"), lms="ID", email="SIS Login ID")
_MOODLE_KEYS = KeyHeadings(ids=("ID number", "Email address", "Username"), lms="ID number", email="Email address")
_TEST_STUDENT = "Student, Test"
_CANVAS_SUFFIX = re.compile(r" \(\d+\)$")
_MOODLE_SUFFIX = re.compile(r" \((?!Percentage|Letter|Feedback)[^()]*\)$")
_NOTHING = ("", "-")  # the second is Moodle's


@dataclass(frozen=True)
class Matched:
    """What to import, and sentences about what did not match."""

    rows: Rows
    notes: tuple[str, ...]


def into_canvas(table: Table, students: Students, assignments: Sequence[Assignment], most: Scores) -> Matched:
    """Our scores in a gradebook that Canvas exported.

    Raises:
        CourseError: where it is not such a file, nobody matches, or an assignment has other points there.
    """
    if table.column("ID") is None or table.column(_SECTION) is None:
        raise CourseError(
            f"{table.path}: this is not a gradebook as Canvas exports it: there is no column `ID` or `{_SECTION}`. "
            "In Canvas: Grades → Export."
        )
    rows = [row for row in table.rows if not _is_canvas_s_own(table, row)]
    found = pair(table, rows, students, _CANVAS_KEYS)
    columns = {each.name: find_column(table, each, _CANVAS_SUFFIX) for each in assignments}
    possible = next((row for row in table.rows if row.cells[0].endswith(POINTS_POSSIBLE)), None)
    shown = [place for head in (*_OF_CANVAS, _SECTION) if (place := table.column(head)) is not None]
    worth = []
    for each in assignments:
        place = columns[each.name]
        there = "" if place is None or possible is None else possible.cells[place]
        _refuse_other_points(table, each, there, most.get(each.name, ""))
        worth.append(there or most.get(each.name, ""))
    below = ["    " + POINTS_POSSIBLE, *[""] * (len(shown) - 1), *worth]
    head, *body = _written(table, shown, found.rows, assignments, columns)
    return Matched([head, below, *body], (*found.notes, *_new_columns("Canvas", assignments, columns)))


def into_moodle(table: Table, students: Students, assignments: Sequence[Assignment]) -> Matched:
    """Our scores in a gradebook, or for a list of participants, that Moodle exported.

    Raises:
        CourseError: where it is not such a file, or nobody matches.
    """
    if all(table.column(head) is None for head in _MOODLE_KEYS.ids):
        raise CourseError(
            f"{table.path}: this is not a file as Moodle exports it: there is no column {listed(_MOODLE_KEYS.ids)}. In "
            "Moodle: Grades → Export → Plain text file."
        )
    found = pair(table, table.rows, students, _MOODLE_KEYS)
    columns = {each.name: find_column(table, each, _MOODLE_SUFFIX) for each in assignments}
    shown = [place for head in _OF_MOODLE if (place := table.column(head)) is not None]
    notes = (*found.notes, _identified(table, [row for row, _ in found.rows]))
    made = _written(table, shown, found.rows, assignments, columns)
    return Matched(made, (*notes, *_new_columns("Moodle", assignments, columns)))


def _written(
    table: Table,
    shown: Sequence[int],
    pairs: Iterable[tuple[Row, Scores]],
    assignments: Sequence[Assignment],
    columns: Mapping[str, int | None],
) -> Rows:
    """The headings, and a row for each student: who it is, and each score, or else what stands there now."""

    def now(row: Row, assignment: Assignment) -> str:
        place = columns[assignment.name]
        return "" if place is None or row.cells[place] in _NOTHING else row.cells[place]

    titles = [each.entry.title if (place := columns[each.name]) is None else table.heads[place] for each in assignments]
    made = [[table.heads[place] for place in shown] + titles]
    for row, scores in pairs:
        cells = [scores.get(each.name) or now(row, each) for each in assignments]
        made.append([row.cells[place] for place in shown] + cells)
    return made


def _is_canvas_s_own(table: Table, row: Row) -> bool:
    """Whether it is not a student's: the points possible, how grades are posted, the test student."""
    place = table.column("ID")
    return place is None or not row.cells[place] or _TEST_STUDENT in row.cells


def _refuse_other_points(table: Table, assignment: Assignment, there: str, here: str) -> None:
    try:
        worth, ours = float(there.replace(",", ".")), float(here)
    except ValueError:
        return  # nothing is known here, or "(read only)" stands there
    if worth != ours:
        raise CourseError(
            f"{table.path}: {assignment.name} is worth {points(worth)} points in Canvas and {here} here, and scores "
            "are not converted; change the points in Canvas, and export its gradebook again."
        )


def _new_columns(system: str, assignments: Iterable[Assignment], columns: Mapping[str, int | None]) -> list[str]:
    new = [f"`{each.entry.title}`" for each in assignments if columns[each.name] is None]
    return [f"{system} has no column {listed(new)} yet, and creates one on import."] if new else []


def _identified(table: Table, rows: Sequence[Row]) -> str:
    """By which column Moodle can identify everybody; it refuses a whole file for one empty cell."""
    for head in _MOODLE_KEYS.ids:
        place = table.column(head)
        if place is not None:
            cells = [row.cells[place] for row in rows]
            if all(cells) and len(set(cells)) == len(cells):
                return f"When importing, let Moodle identify users by `{table.heads[place]}`."
    return (
        "No column identifies everybody: Moodle will refuse the file until ID numbers or e-mail addresses are complete."
    )

"""Grades for a learning management system, as CSV.

A student's id is a folder's name, and can hold anything. A cell that a spreadsheet would take for a formula gets an
apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection), characters that show nothing are written
out, so that no two students have the same id, and everything is quoted where it has to be.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gradax.course import Assignment, Course, CourseError
from gradax.course.table import read_table
from gradax.gradebook.database.grades import Grade, grades
from gradax.report.formats import Format
from gradax.report.lms import POINTS_POSSIBLE, Rows, into_canvas, into_moodle
from gradax.report.matching import Students
from gradax.report.results import read_results
from gradax.results import SubmissionResult
from gradax.text import points, visible

_FORMULA = ("=", "+", "-", "@", "|", "%")
MISSING = "missing"
WAITING = "waiting"  # for somebody to grade the rest by hand


@dataclass(frozen=True)
class Exported:
    """The file's text, and sentences for whoever imports it."""

    text: str
    notes: tuple[str, ...] = ()


def export(course: Course, assignments: Sequence[Assignment], format: Format, match: Path | None = None) -> Exported:
    """The grades of these assignments, of every student in the gradebook.

    Args:
        course: the course.
        assignments: the assignments.
        format: whom the file is for.
        match: the gradebook as Canvas or Moodle exported it, whose students and columns to use.

    Raises:
        CourseError: where there is no gradebook yet, or where `match` does not match.
    """
    if match is not None and format is Format.CSV:
        raise CourseError("`--match` is for what Canvas or Moodle imports: add `--format canvas` or `--format moodle`.")
    found = grades(course, assignments)
    if format is Format.CSV:
        results = {
            (result.student, assignment.name): result
            for assignment in assignments
            for result in read_results(assignment)[0]
        }
        return Exported(to_csv(_everything(found, results)))
    students, most = _by_student(found)
    if match is None:
        graded = [(student, scores) for student, scores in students if any(scores.values())]
        rows = _canvas(graded, assignments, most) if format is Format.CANVAS else _moodle(graded, assignments)
        return Exported(to_csv(rows), _gaps(graded, format))
    table = read_table(match)
    matched = (
        into_canvas(table, students, assignments, most)
        if format is Format.CANVAS
        else into_moodle(table, students, assignments)
    )
    return Exported(to_csv(matched.rows), matched.notes)


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that is text to every spreadsheet, also where ``;`` parts cells; no two cells become the same."""
    return ";".join(f"'{part}" if _is_formula(part) else part for part in visible(cell).split(";"))


def _is_formula(part: str) -> bool:
    begins = part.lstrip(" \n\"'")[:1]  # `visible` leaves no other space
    return unicodedata.normalize("NFKC", begins).startswith(_FORMULA)  # some take a full-width `＝` for the plain one


def _everything(found: Iterable[Grade], results: dict[tuple[str, str], SubmissionResult]) -> Rows:
    """`score` is before the late penalty, `final_score` after it."""
    rows = [["student", "assignment", "score", "max_score", "late_penalty", "final_score", "status", "protection"]]
    for grade in found:
        result = results.get((grade.student, grade.assignment))
        status = str(result.status) if result else MISSING if grade.score is None else "graded"
        if status == "graded" and not grade.final:
            status = WAITING
        rows.append(
            [
                grade.student,
                grade.assignment,
                "" if grade.score is None else points(grade.score),
                points(grade.max_score),
                points(grade.late_penalty),
                _final(grade),
                status,
                (result.protection or "none") if result else "",
            ]
        )
    return rows


def _canvas(students: Students, assignments: Sequence[Assignment], most: dict[str, str]) -> Rows:
    """As Canvas imports its gradebook: students by their login, a row with the points possible below the heads."""
    heads = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    table = [
        heads + [assignment.entry.title for assignment in assignments],
        [POINTS_POSSIBLE, *[""] * (len(heads) - 1), *(most.get(assignment.name, "") for assignment in assignments)],
    ]
    for student, scores in students:
        name = ", ".join(part for part in (student.last_name, student.first_name) if part) or student.student
        cells = [scores.get(assignment.name, "") for assignment in assignments]
        table.append([name, student.lms_id, "", student.student, "", *cells])
    return table


def _moodle(students: Students, assignments: Sequence[Assignment]) -> Rows:
    """As Moodle's grade import maps it: by user name or e-mail address, a column for each grade item."""
    table = [["Username", "First name", "Last name", "Email address", *(item.entry.title for item in assignments)]]
    for student, scores in students:
        cells = [scores.get(assignment.name, "") for assignment in assignments]
        table.append([student.student, student.first_name, student.last_name, student.email, *cells])
    return table


def _gaps(students: Students, format: Format) -> tuple[str, ...]:
    """What to know where somebody has only some of the scores: an empty cell is "no grade" to these systems."""
    if all(all(scores.values()) for _, scores in students):
        return ()
    return (
        f"Some cells are empty, and {format.value.capitalize()} would remove a grade that it has there. Export one "
        f"assignment at a time, or give its own export: `--match FILE`.",
    )


def _by_student(found: Iterable[Grade]) -> tuple[list[tuple[Grade, dict[str, str]]], dict[str, str]]:
    """Each student with the final score of each assignment, and each assignment's maximum."""
    students: dict[str, tuple[Grade, dict[str, str]]] = {}
    most: dict[str, str] = {}
    for grade in found:
        students.setdefault(grade.student, (grade, {}))[1][grade.assignment] = _final(grade)
        most[grade.assignment] = points(grade.max_score)
    return [students[student] for student in sorted(students)], most


def _final(grade: Grade) -> str:
    """The points that count; nothing where nothing was handed in, or where a verdict is pending."""
    return "" if grade.score is None or not grade.final else points(round(grade.score - grade.late_penalty, 2))

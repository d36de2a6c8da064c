"""What the gradebook has now: every student's grades, and those that people gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from nbgrader import api
from nbgrader.api import MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import func

from gradax.course import Assignment, Course, CourseError
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.database import late
from gradax.gradebook.database.opening import SQLITE, gradebook_exists, open_gradebook
from gradax.gradebook.database.questions import about, with_grades
from gradax.gradebook.faults import in_a_sentence
from gradax.gradebook.log import QUIET


@dataclass(frozen=True)
class Grade:
    """One student's grade for one assignment, as the gradebook has it now, grades given by hand included.

    Attributes:
        lms_id: the student's number in the learning management system, if the gradebook knows it.
        score: the points, before the late penalty; None where nothing was submitted.
        final: whether nothing waits to be graded by hand.
    """

    student: str
    first_name: str
    last_name: str
    email: str
    lms_id: str
    assignment: str
    score: float | None
    max_score: float
    late_penalty: float
    final: bool


@dataclass(frozen=True)
class GradeByHand:
    """One student's grade for one cell that people grade.

    Attributes:
        name: the cell's grade_id.
        score: the points; None where it waits to be graded.
    """

    student: str
    name: str
    score: float | None
    max_score: float


def grades(course: Course, assignments: Iterable[Assignment]) -> list[Grade]:
    """Every student's grade for each of these assignments, by assignment, then by student.

    Raises:
        CourseError: where there is no gradebook yet.
        GraderFault: where it cannot be read.
    """
    with _opened(course) as gradebook:
        return [grade for assignment in assignments for grade in _grades(gradebook, assignment)]


def grades_by_hand(course: Course, assignment: Assignment) -> list[GradeByHand]:
    """Every submission's grade for each cell that people grade, by cell in the notebook's order, then by student.

    Raises:
        CourseError, GraderFault: as `grades` does, where there is such a cell.
    """
    if not assignment.by_hand:
        return []
    with _opened(course) as gradebook:
        asked = with_grades(about(assignment, api.BaseCell.name, api.Grade.score, api.Grade.needs_manual_grade))
        given = list(gradebook.db.execute(asked.join(api.BaseCell, api.BaseCell.id == api.Grade.cell_id)))
    return [
        GradeByHand(student, each.name, None if waits else round(score, 2), each.points)
        for each in assignment.by_hand
        for student, name, score, waits in sorted(given)
        if name == each.name
    ]


def strangers(course: Course, assignment: Assignment) -> list[str]:
    """A sentence for each extension in course.yaml of somebody whom the gradebook does not know.

    Raises:
        CourseError, GraderFault: as `grades` does, where there is an extension.
    """
    if not assignment.entry.extensions:
        return []
    with _opened(course) as gradebook:
        return late.unknown_in_extensions(assignment.entry, [student.id for student in gradebook.students])


@contextmanager
def _opened(course: Course) -> Iterator[Any]:
    coursedir = CourseDirectory(config=nbgrader_config(course), log=QUIET)
    if not gradebook_exists(coursedir):
        raise CourseError(
            f"{coursedir.db_url.removeprefix(SQLITE)}: there is no gradebook yet; run `gradax grade` first."
        )
    with in_a_sentence(coursedir.db_url, "read"), open_gradebook(coursedir) as gradebook:
        yield gradebook


def _grades(gradebook: Any, assignment: Assignment) -> Iterator[Grade]:
    try:
        known = gradebook.find_assignment(assignment.name)
    except MissingEntry:
        return
    waiting = func.count(api.Grade.id).filter(api.Grade.needs_manual_grade)
    asked = with_grades(about(assignment, func.coalesce(func.sum(api.Grade.score), 0.0), waiting))
    submitted = {
        student: (score, waits)
        for student, score, waits in gradebook.db.execute(asked.group_by(api.SubmittedAssignment.student_id))
    }
    late_asked = about(assignment, func.coalesce(func.sum(api.SubmittedNotebook.late_submission_penalty), 0.0))
    penalties = dict(map(tuple, gradebook.db.execute(late_asked.group_by(api.SubmittedAssignment.student_id))))
    for student in sorted(gradebook.students, key=lambda student: student.id):
        score, waits = submitted.get(student.id, (None, 0))
        yield Grade(
            student=student.id,
            first_name=student.first_name or "",
            last_name=student.last_name or "",
            email=student.email or "",
            lms_id=student.lms_user_id or "",
            assignment=assignment.name,
            score=None if score is None else round(score, 2),
            max_score=known.max_score,
            late_penalty=round(penalties.get(student.id, 0.0), 2),
            final=not waits,
        )

"""What is asked of the gradebook about an assignment's submissions: one question for the class, or it takes minutes."""

from __future__ import annotations

from typing import Any

from nbgrader import api
from sqlalchemy import select

from gradax.course import Assignment


def about(assignment: Assignment, *asked: Any) -> Any:
    """A question about an assignment's submissions; the first column is the student."""
    return (
        select(api.SubmittedAssignment.student_id, *asked)
        .join(api.Assignment, api.Assignment.id == api.SubmittedAssignment.assignment_id)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .where(api.Assignment.name == assignment.name)
    )


def with_grades(question: Any) -> Any:
    """The same question with the submissions' grades, one row for each."""
    return question.outerjoin(api.Grade, api.Grade.notebook_id == api.SubmittedNotebook.id)

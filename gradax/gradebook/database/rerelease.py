"""Releasing an assignment again: what it changes for those who have handed in, and the gradebook that follows."""

from __future__ import annotations

from typing import Any

from nbgrader.coursedir import CourseDirectory

from gradax.course import Assignment
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.database.changes import Changes, find_changes
from gradax.gradebook.database.opening import in_turn
from gradax.gradebook.database.registration import register
from gradax.gradebook.faults import in_a_sentence
from gradax.gradebook.log import QUIET


def foresee(assignment: Assignment) -> Changes:
    """What releasing the assignment would change now; nothing is changed.

    Raises:
        GraderFault: where the gradebook cannot be read.
    """
    coursedir = _coursedir(assignment, nbgrader_config(assignment.course))
    with in_a_sentence(coursedir.db_url, "read"):
        return find_changes(coursedir, assignment)


def follow(assignment: Assignment, *, forget: bool = False) -> Changes:
    """Let the gradebook follow the assignment as its source is now, and say what that changed.

    Args:
        assignment: the assignment.
        forget: whether to let go what was given by hand for exercises that are gone.

    Raises:
        CourseError: where something given by hand would be lost.
        GraderFault: where the gradebook cannot be written; it is as it was then.
    """
    config = nbgrader_config(assignment.course)
    coursedir = _coursedir(assignment, config)
    with in_a_sentence(coursedir.db_url, "written"), in_turn(coursedir):
        return register(coursedir, assignment, config, QUIET, anew=True, forget=forget)


def _coursedir(assignment: Assignment, config: Any) -> Any:
    return CourseDirectory(config=config, assignment_id=assignment.name, log=QUIET)

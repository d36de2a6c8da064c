"""Releasing an assignment again: what it changes for those who have handed in, and the gradebook that follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import InvalidEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError

from gradax.course import Assignment
from gradax.gradebook.changes import Changes, find_changes
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.faults import fault_of, without_password
from gradax.gradebook.log import QUIET
from gradax.gradebook.registration import register
from gradax.wire.failures import GraderFault


def foresee(assignment: Assignment) -> Changes:
    """What releasing the assignment would change now; nothing is changed.

    Raises:
        GraderFault: where the gradebook cannot be read.
    """
    coursedir = _coursedir(assignment, nbgrader_config(assignment.course))
    with _told(coursedir, "read"):
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
    with _told(coursedir, "written"):
        return register(coursedir, assignment, config, QUIET, anew=True, forget=forget)


def _coursedir(assignment: Assignment, config: Any) -> Any:
    return CourseDirectory(config=config, assignment_id=assignment.name, log=QUIET)


@contextmanager
def _told(coursedir: Any, what: str) -> Iterator[None]:
    """Whatever fails in the gradebook is told in a sentence, with what to do about it."""
    try:
        yield
    except (SQLAlchemyError, InvalidEntry, OSError) as error:
        fault = fault_of(error)
        address = without_password(coursedir.db_url)
        said = f"the gradebook {address} cannot be {what}: {fault.text.rstrip('.')}. {fault.advice or ''}"
        raise GraderFault(said.rstrip()) from None

"""Makes sure that the gradebook knows an assignment as its source notebook has it now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.dbutil import ALEMBIC_DIR

from gradax.course import Assignment, CourseError
from gradax.course.course import TEST_PREFIX
from gradax.files import only_writer
from gradax.submission.timestamp import in_utc

_SQLITE = "sqlite:///"


def register(coursedir: Any, assignment: Assignment, config: Any, log: Any) -> None:
    """Create or update the assignment in the gradebook, with its due date.

    nbgrader asks for `nbgrader generate_assignment` first; whoever has a bare clone has a release already, and no
    gradebook. The same converter runs here, and writes no file, so that ``release/`` stays as it is.

    Raises:
        CourseError: where exercises came or went after submissions were recorded, which nbgrader does not allow.
        OperationalError, InvalidEntry: where the gradebook cannot be read or written.
    """
    _make_gradebook(coursedir)
    if _known(coursedir, assignment) != _wanted(assignment):
        without_files = CourseDirectory(
            root=coursedir.root,
            db_url=coursedir.db_url,
            course_id=coursedir.course_id,
            source_directory=coursedir.source_directory,
            release_directory=os.devnull,  # where a failure removes nothing
            ignore=["*"],
            assignment_id=assignment.name,
            log=log,
        )
        with _open(coursedir) as gradebook:  # where that fails it says why; the converter would not
            gradebook.update_or_create_assignment(assignment.name)
        try:
            _Registration(coursedir=without_files, config=config, log=log).start()
        except NbGraderException:
            raise CourseError(_refused(assignment)) from None
    if assignment.entry.due is not None:
        with _open(coursedir) as gradebook:
            gradebook.update_or_create_assignment(assignment.name, duedate=in_utc(assignment.entry.due))


class _Registration(GenerateAssignment):  # type: ignore[misc]
    """What ``nbgrader generate_assignment`` does, but for the files."""

    def write_single_notebook(self, output: str, resources: Any) -> None:
        """Write nothing."""

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """Change nothing."""


def alembic_version() -> str:
    """The version of a new gradebook; nbgrader runs a program to know it, in a folder that stays if we are killed."""
    head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    assert head is not None
    return head


def _make_gradebook(coursedir: Any) -> None:
    """Make a gradebook where there is none, whole or not at all: half of one can never be upgraded."""
    path = Path(coursedir.db_url.removeprefix(_SQLITE))
    if not coursedir.db_url.startswith(_SQLITE) or path.exists():
        return
    part = path.with_name(f".{path.name}.part")
    with only_writer(part):
        if not path.exists():
            Path(f"{part}-journal").unlink(missing_ok=True)
            Gradebook(f"{_SQLITE}{part}", coursedir.course_id).close()
            os.replace(part, path)
        else:
            part.unlink()


def _open(coursedir: Any) -> Any:
    return Gradebook(coursedir.db_url, coursedir.course_id)


def _wanted(assignment: Assignment) -> dict[str, float]:
    checks = {TEST_PREFIX + exercise.name: exercise.points for exercise in assignment.exercises}
    return checks | {each.name: each.points for each in assignment.by_hand}


def _known(coursedir: Any, assignment: Assignment) -> dict[str, float] | None:
    """The points of each graded cell in the gradebook; None where it does not know the notebook."""
    with _open(coursedir) as gradebook:
        try:
            notebook = gradebook.find_notebook(assignment.name, assignment.name)
        except MissingEntry:
            return None
        return {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}


def _refused(assignment: Assignment) -> str:
    return (
        f"{assignment.notebook_path}: its exercises are not those that the gradebook has submissions for. If exercises "
        f"came or went on purpose, run `nbgrader db assignment remove {assignment.name} --force` and grade again; what "
        "was graded by hand in this assignment is lost with it."
    )

"""Makes sure that the gradebook knows an assignment as its source notebook has it now."""

from __future__ import annotations

import os
from typing import Any

from nbgrader.api import InvalidEntry, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError

from gradax.course import Assignment, CourseError
from gradax.course.config import in_utc
from gradax.course.course import TEST_PREFIX
from gradax.gradebook.database.changes import Changes, find_changes
from gradax.gradebook.database.opening import make_gradebook, open_gradebook
from gradax.text import one_line


def register(
    coursedir: Any, assignment: Assignment, config: Any, log: Any, *, anew: bool = False, forget: bool = False
) -> Changes:
    """Create or update the assignment in the gradebook, with its due date; what that changes for whom is returned.

    nbgrader asks for `nbgrader generate_assignment` first; whoever has a bare clone has a release already, and no
    gradebook. The same converter runs here, and writes no file, so that ``release/`` stays as it is.

    Args:
        coursedir: nbgrader's, of the course.
        assignment: the assignment.
        config: nbgrader's configuration.
        log: where nbgrader writes what it does.
        anew: whether to save the cells even where exercises and points are known.
        forget: whether to let go what was given by hand for exercises that are gone.

    Raises:
        CourseError: where something given by hand would be lost, or where nbgrader cannot read the notebook.
        OperationalError, InvalidEntry: where the gradebook cannot be read or written.
    """
    changes = find_changes(coursedir, assignment)
    if not forget:
        changes.refuse_to_forget()
    make_gradebook(coursedir)
    if anew or _known(coursedir, assignment) != _wanted(assignment):
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
        with open_gradebook(coursedir) as gradebook:  # where that fails it says why; the converter would not
            gradebook.update_or_create_assignment(assignment.name)
        _Registration(coursedir=without_files, config=config, log=log).start()
    if assignment.entry.due is not None:
        with open_gradebook(coursedir) as gradebook:
            gradebook.update_or_create_assignment(assignment.name, duedate=in_utc(assignment.entry.due))
    return changes


class _Registration(GenerateAssignment):  # type: ignore[misc]
    """What ``nbgrader generate_assignment`` does, but for the files."""

    _error: Exception | None = None

    def start(self) -> None:
        """Save the cells; what fails is raised as it is, where nbgrader would raise that there is something to read."""
        try:
            super().start()
        except NbGraderException as error:
            raise self._error or CourseError(str(error)) from error

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Keep in mind what fails."""
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            known = isinstance(error, SQLAlchemyError | InvalidEntry)
            self._error = error if known else CourseError(f"{notebook_filename}: {one_line(str(error))}")
            raise

    def write_single_notebook(self, output: str, resources: Any) -> None:
        """Write nothing."""

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """Change nothing."""


def _wanted(assignment: Assignment) -> dict[str, float]:
    checks = {TEST_PREFIX + exercise.name: exercise.points for exercise in assignment.exercises}
    return checks | {each.name: each.points for each in assignment.by_hand}


def _known(coursedir: Any, assignment: Assignment) -> dict[str, float] | None:
    """The points of each graded cell in the gradebook; None where it does not know the notebook."""
    with open_gradebook(coursedir) as gradebook:
        try:
            notebook = gradebook.find_notebook(assignment.name, assignment.name)
        except MissingEntry:
            return None
        return {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}

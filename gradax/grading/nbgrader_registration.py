"""Makes sure that the gradebook knows an assignment as its source notebook has it now."""

from __future__ import annotations

import tempfile
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from gradax.course import Assignment, CourseError
from gradax.course.course import TEST_PREFIX
from gradax.grading.nbgrader_timestamps import in_utc


def register(coursedir: Any, assignment: Assignment, config: Any, log: Any) -> None:
    """Create or update the assignment in the gradebook, with its due date.

    nbgrader asks for `nbgrader generate_assignment` first; whoever has a bare clone has a release already, and no
    gradebook. The same converter runs here, into a folder that is thrown away, so that ``release/`` stays as it is.

    Raises:
        CourseError: where exercises came or went after submissions were recorded, which nbgrader does not allow.
    """
    if _known(coursedir, assignment) != _wanted(assignment):
        with tempfile.TemporaryDirectory() as nowhere:
            elsewhere = CourseDirectory(
                root=coursedir.root,
                db_url=coursedir.db_url,
                course_id=coursedir.course_id,
                source_directory=coursedir.source_directory,
                release_directory=nowhere,
                assignment_id=assignment.name,
                log=log,
            )
            try:
                GenerateAssignment(coursedir=elsewhere, config=config, log=log).start()
            except NbGraderException:
                raise CourseError(_refused(assignment)) from None
    if assignment.entry.due is not None:
        with _open(coursedir) as gradebook:
            gradebook.update_or_create_assignment(assignment.name, duedate=in_utc(assignment.entry.due))


def _open(coursedir: Any) -> Any:
    return Gradebook(coursedir.db_url, coursedir.course_id)


def _wanted(assignment: Assignment) -> dict[str, float]:
    return {TEST_PREFIX + exercise.name: exercise.points for exercise in assignment.exercises}


def _known(coursedir: Any, assignment: Assignment) -> dict[str, float] | None:
    """The points of each grade cell in the gradebook; None where it does not know the notebook."""
    with _open(coursedir) as gradebook:
        try:
            notebook = gradebook.find_notebook(assignment.name, assignment.name)
        except MissingEntry:
            return None
        return {cell.name: cell.max_score for cell in notebook.grade_cells}


def _refused(assignment: Assignment) -> str:
    return (
        f"{assignment.notebook_path}: its exercises are not those that the gradebook has submissions for. If exercises "
        f"came or went on purpose, run `nbgrader db assignment remove {assignment.name} --force` and grade again; what "
        "was graded by hand in this assignment is lost with it."
    )

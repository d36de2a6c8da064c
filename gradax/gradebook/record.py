"""Recording: what `gradax grade` writes in nbgrader's database and into ``autograded/``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from gradax.course import Assignment, Course, CourseError
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.converters.autograde import ProtectedAutograde
from gradax.gradebook.faults import Fault, NotSaved, without_password
from gradax.gradebook.log import QUIET
from gradax.grading.graded import Graded
from gradax.wire.failures import GraderFault


def record(course: Course, assignment: Assignment, graded: Iterable[Graded], *, submitted: Path | None = None) -> None:
    """Write the autograded notebooks and ``results.json`` of these submissions, and save their grades.

    The gradebook and the assignment in it are made where they are missing.

    Args:
        course: the course.
        assignment: the assignment that all of it is of.
        graded: what was graded, and the verdicts.
        submitted: the folder of all submissions, by default nbgrader's, ``submitted/``.

    Raises:
        CourseError: where the gradebook's assignment and the source notebook cannot be brought together.
        GraderFault: where the gradebook or the files cannot be written; the verdicts themselves are not lost.
    """
    config = nbgrader_config(course)
    if submitted is not None:
        config.CourseDirectory.submitted_directory = str(submitted.resolve())
    coursedir = CourseDirectory(config=config, assignment_id=assignment.name, log=QUIET)
    converter = ProtectedAutograde(coursedir=coursedir, config=config, log=QUIET)
    converter.graded = {each.result.student: each for each in graded}
    try:
        converter.start()
    except NbGraderException as error:
        if isinstance(error.__cause__, CourseError):
            raise error.__cause__ from None
        fault = Fault(str(error), error.advice if isinstance(error, NotSaved) else None)
        advice = f" {fault.advice}" if fault.advice else ""
        raise GraderFault(
            f"the grades could not be saved in {without_password(coursedir.db_url)}: {fault.sentence}{advice} "
            "The verdicts are kept; run it again."
        ) from None

"""Whose graded submission a notebook is, by its receipt."""

from __future__ import annotations

from pathlib import Path

from gradax.course import Assignment, Course, CourseError
from gradax.course.notebook import read_notebook
from gradax.report.results import read_results
from gradax.results import SubmissionResult
from gradax.submission.canonical import canonicalise


def graded_with(assignment: Assignment, receipt: str) -> list[SubmissionResult]:
    """The graded submissions of an assignment that have this receipt."""
    return [result for result in read_results(assignment)[0] if result.receipt == receipt]


def receipt_of_file(course: Course, path: Path) -> tuple[Assignment, str]:
    """The receipt of a notebook, or of the one in a folder, and the assignment that its name, or a folder's, is.

    Raises:
        CourseError: where it is not an assignment's notebook, cannot be read, or holds nothing that a student wrote.
    """
    place = path.resolve()
    names = [assignment.name for assignment in course.assignments]
    found = next((name for name in (place.stem, *(parent.name for parent in place.parents)) if name in names), None)
    if found is None:
        raise CourseError(
            f"{path}: neither the notebook nor its folder has an assignment's name. Call it `{names[0]}.ipynb`, or as "
            "the assignment that it is."
        )
    assignment = course.assignment(found)
    path = path / f"{found}.ipynb" if path.is_dir() else path
    if path.resolve() in (assignment.notebook_path, assignment.release_path):
        raise CourseError(f"{path} is the course's own notebook; name one that a student handed in.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror}).") from None
    release = read_notebook(assignment.release_path)
    limit = course.config.limits.notebook_mib << 20
    canonical = canonicalise(release, data, max_bytes=limit, renamed=assignment.renamed)
    if canonical.receipt is None:
        raise CourseError(f"{path}: {canonical.malformed}")
    return assignment, canonical.receipt

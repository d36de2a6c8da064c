"""``nbgrader generate_feedback``, of what was recorded."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbgrader.converters import GenerateFeedback

from gradax.course import CourseError
from gradax.course.course import RESULTS
from gradax.gradebook.converters.steps import Shown
from gradax.gradebook.converters.students import EachStudent
from gradax.gradebook.database.opening import in_turn
from gradax.results import SubmissionResult
from gradax.submission.search import find_submission
from gradax.submission.slips import slips_of


class SafeFeedback(EachStudent, GenerateFeedback):  # type: ignore[misc]
    """``nbgrader generate_feedback``: a page for each student, and no other file but for the exchange's own."""

    def init_notebooks(self) -> None:
        """Find the autograded notebooks."""
        root = Path(self.coursedir.root, self.coursedir.autograded_directory)
        name = self.assignment.name
        with in_turn(self.coursedir):  # while a notebook is replaced it is not there
            found = sorted(path.parts[-3] for path in root.glob(f"*/{name}/{name}.ipynb"))
        self.students = self.choose(found, root)

    def convert_student(self, student: str) -> None:
        """Write one student's page, of what one grader recorded."""
        with in_turn(self.coursedir):
            self._write_page(student)
        self.set_permissions(self.assignment.name, student)

    def _write_page(self, student: str) -> None:
        folder = Path(self._format_source(self.assignment.name, student))
        if not (folder / RESULTS).is_file():
            raise CourseError(f"{folder}: there is no {RESULTS}; grade the submission again.")
        result = SubmissionResult.read(folder / RESULTS)
        path = folder / f"{self.assignment.name}.ipynb"
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        graded = Shown(result, self.course.config.feedback, assignment=self.assignment)
        self.write(notebook, student, graded, self._slips(student))

    def _slips(self, student: str) -> dict[str, bytes]:
        """What the exchange asks for to bring the page to its student, if that is how they handed in."""
        root = Path(self.coursedir.root, self.coursedir.submitted_directory)
        submission = find_submission(root, student, self.assignment.name)
        return slips_of(submission) if submission else {}

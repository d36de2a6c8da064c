"""``nbgrader autograde``, with the protected grader behind it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from sqlalchemy.exc import SAWarning

from gradax.course import CourseError
from gradax.course.course import RESULTS
from gradax.course.notebook import Notebook, read_notebook
from gradax.gradebook.converters.answers import unquoted
from gradax.gradebook.converters.last_recording import LastRecording
from gradax.gradebook.converters.steps import Shown
from gradax.gradebook.converters.students import EachStudent, twice
from gradax.gradebook.database.late import grant_extension
from gradax.gradebook.database.opening import in_turn
from gradax.gradebook.database.registration import register
from gradax.grading.graded import Graded
from gradax.results import Status
from gradax.submission.folder import Submission
from gradax.submission.search import search, strays_line
from gradax.text import one_line


class ProtectedAutograde(EachStudent, Autograde):  # type: ignore[misc]
    """``nbgrader autograde``: each submission in its canonical form, its verdicts from the protected grader.

    Attributes:
        graded: what was graded, by student, where that has been done already; only these students are converted then.
    """

    graded: Mapping[str, Graded] | None = None

    def init_notebooks(self) -> None:
        """Find the submissions, and grade them if nobody has."""
        with in_turn(self.coursedir):
            twice(register, self.coursedir, self.assignment, self.config, self.log)
        root = Path(self.coursedir.root, self.coursedir.submitted_directory)
        name = self.assignment.name
        found = search(root, name, [entry.name for entry in self.course.config.assignments])
        self.submissions = {submission.student: submission for submission in found.submissions}
        if self.graded is None:
            if found.strays:
                self.log.warning("%s", one_line(strays_line(found.strays, root, name)))
            self.students = self.choose(self.submissions, root)
            self.graded = self.grade([self.submissions[student] for student in self.students])
        else:
            self.students = [student for student in self.submissions if student in self.graded]
        self._sanitizing = False  # there is no second pass: what sanitises is `canonicalise`

    def grade(self, submissions: list[Submission]) -> dict[str, Graded]:
        """These submissions, graded in the sandbox where nothing is known of them yet."""
        # The grader is imported by who grades; nbgrader's other commands read this module, too.
        from gradax.grading.batch import Batch
        from gradax.grading.sandboxes import find_protection

        batch = Batch(self.course, self.assignment, find_protection(), force=self.force)
        graded = batch.grade(submissions, lambda result: self.log.info("%s: %s", result.student, result.status))
        return {each.result.student: each for each in graded}

    def convert_notebooks(self) -> None:
        """Convert the students for whom that changes something; with ``--force``, everybody."""
        assert self.graded is not None
        last = LastRecording(self.coursedir, self.assignment)
        if not self.force:
            self.students = last.outdated([self.graded[student] for student in self.students])
        super().convert_notebooks()
        last.remember([self.graded[student] for student in self.students])

    def convert_student(self, student: str) -> None:
        """Write one student's autograded notebook and results, and let the gradebook know."""
        assert self.graded is not None
        submission, graded = self.submissions[student], self.graded[student]
        result = graded.result
        if result.status is not Status.GRADED:
            self.log.warning("%s: %s: %s", student, result.status, result.reason or " ".join(result.warnings))
        with in_turn(self.coursedir):
            self._save_submission(submission, graded)
            self._init_preprocessors()
            shown = Shown(result, before=self._last_notebook(student))
            self.write(graded.canonical.notebook, student, shown, {RESULTS: result.to_json()})
        self.set_permissions(self.assignment.name, student)

    def _last_notebook(self, student: str) -> Notebook | None:
        """The student's autograded notebook as it was written last, if there is one that can be read."""
        path = Path(self._format_dest(self.assignment.name, student), f"{self.assignment.name}.ipynb")
        try:
            return unquoted(read_notebook(path))
        except CourseError:
            return None

    def _save_submission(self, submission: Submission, graded: Graded) -> None:
        student, when = submission.student, graded.handed_in
        if graded.timestamp_problem:
            self.log.warning("%s: %s", student, graded.timestamp_problem)
        # nbgrader's own way of adding a submission makes SQLAlchemy warn on standard error, three times for each.
        with warnings.catch_warnings(), Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            warnings.simplefilter("ignore", SAWarning)
            if self.create_student:
                gradebook.update_or_create_student(student)
            gradebook.update_or_create_submission(submission.assignment, student, timestamp=when)
            grant_extension(gradebook, self.assignment.entry, student)

"""nbgrader's `Autograde` and `GenerateFeedback` with the protected grader behind them, and `GenerateAssignment`.

Traits alone do not lead there. nbgrader copies whatever lies beside a student's notebook, following links and waiting
for FIFOs; it opens ``timestamp.txt`` as it comes; a notebook that is no JSON, or that has another name, never reaches
the first preprocessor; a student whose id holds a ``[`` is not found; and feedback takes all files of ``autograded/``
along. `GenerateAssignment` ends in a traceback where something is to be said. So `install` puts a subclass of each in
nbgrader's place. The apps and their options, the preprocessors, the writer and the gradebook are nbgrader's.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import nbgrader.api
import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.apps.generateassignmentapp
import nbgrader.apps.generatefeedbackapp
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from gradax.course import Course, CourseError
from gradax.course.course import RESULTS
from gradax.course.notebook import Notebook, read_notebook
from gradax.gradebook.answers import unquoted
from gradax.gradebook.changes import find_changes
from gradax.gradebook.faults import NotSaved, fault_of
from gradax.gradebook.formgrader import make_inert
from gradax.gradebook.generation import said
from gradax.gradebook.kinds import refuse
from gradax.gradebook.last_recording import LastRecording
from gradax.gradebook.late import grant_extension
from gradax.gradebook.opening import alembic_version, in_turn
from gradax.gradebook.registration import register
from gradax.gradebook.steps import Shown
from gradax.gradebook.students import OURS, EachStudent, twice
from gradax.grading.graded import Graded
from gradax.results import Status, SubmissionResult
from gradax.submission.folder import Submission
from gradax.submission.search import find_submission, search, strays_line
from gradax.submission.slips import slips_of
from gradax.submission.timestamp import BadTimestamp, handed_in, read_timestamp
from gradax.text import one_line


def install() -> None:
    """Let nbgrader's commands and the formgrader use our converters."""
    for module in (nbgrader.apps.autogradeapp, nbgrader.apps.api):
        module.Autograde = ProtectedAutograde
    for module in (nbgrader.apps.generatefeedbackapp, nbgrader.apps.api):
        module.GenerateFeedback = SafeFeedback
    for module in (nbgrader.apps.generateassignmentapp, nbgrader.apps.api):
        module.GenerateAssignment = KnowingGenerate
    nbgrader.api.get_alembic_version = alembic_version
    # The formgrader's tables read every student's timestamp.txt.
    CourseDirectory.get_existing_timestamp = _timestamp
    NbGraderAPI.get_submitted_timestamp = _submitted_timestamp
    make_inert()


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


class KnowingGenerate(GenerateAssignment):  # type: ignore[misc]
    """``nbgrader generate_assignment``: what it changes for those who have handed in is said, or why it is not done."""

    def start(self) -> None:
        """Generate the assignment, unless it cannot be graded here or something given by hand would be lost."""
        try:
            assignment = Course.open(Path(self.coursedir.root)).assignment(self.coursedir.assignment_id)
            refuse(assignment)
            changes = find_changes(self.coursedir, assignment)
            changes.refuse_to_forget()
            for sentence in changes.sentences():
                self.log.warning("%s", sentence)
            with in_turn(self.coursedir), said(assignment.notebook_path, self.log):
                super().start()
        except OURS as error:
            text = str(error) if isinstance(error, CourseError) else fault_of(error).text
            self.log.error("%s", text)
            raise NotSaved(text) from error


def _timestamp(coursedir: Any, folder: str) -> Any:
    try:
        return read_timestamp(Path(folder))
    except BadTimestamp as problem:
        coursedir.log.warning("%s: %s", folder, problem)
        return None


def _submitted_timestamp(api: Any, assignment_id: str, student_id: str) -> Any:
    root = Path(api.coursedir.root, api.coursedir.submitted_directory)
    submission = find_submission(root, student_id, assignment_id)
    try:
        return handed_in(submission) if submission else None
    except BadTimestamp as problem:
        api.log.warning("%s: %s", student_id, problem)
        return None

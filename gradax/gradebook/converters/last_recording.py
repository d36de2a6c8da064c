"""What the last recording took and what it left, so that what would come out the same is not recorded again.

It took the submission, its verdicts and the course. It left rows in the gradebook and the files in ``autograded/``. A
grade given by hand, another due date or a file that somebody removed changes one of these: then it is recorded again,
since late penalties follow grades given by hand.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from nbgrader import api

from gradax.course import Assignment
from gradax.course.config import FILE_NAME
from gradax.course.course import RESULTS
from gradax.files import write_whole
from gradax.gradebook.config import CONFIG
from gradax.gradebook.database.opening import open_gradebook
from gradax.gradebook.database.questions import about, with_grades
from gradax.grading.digests import digest, file_digest, package_digest
from gradax.grading.graded import Graded
from gradax.versions import version_of

_PACKAGES = ("nbgrader", "nbconvert", "nbformat")  # which do the writing


class LastRecording:
    """For each student of an assignment, the hash of what was recorded last."""

    def __init__(self, coursedir: Any, assignment: Assignment) -> None:
        self._coursedir, self._assignment = coursedir, assignment
        self._path = assignment.root / ".gradax" / "recordings" / f"{assignment.name}.json"
        self._known = self._read()
        files = [assignment.root / FILE_NAME, assignment.root / CONFIG, assignment.notebook_path]
        versions = [package_digest(), *map(version_of, _PACKAGES)]
        self._shared = digest(coursedir.db_url, coursedir.course_id, versions, [file_digest(path) for path in files])

    def outdated(self, graded: Sequence[Graded]) -> list[str]:
        """The students for whom recording would change something."""
        now = self._as_recorded(graded)
        return [student for student, found in now.items() if self._known.get(student) != found]

    def remember(self, graded: Sequence[Graded]) -> None:
        """Remember what has been recorded; not where another grader's results are there instead."""
        if not graded:
            return
        as_recorded = self._as_recorded(graded)
        for each in graded:
            student = each.result.student
            if file_digest(self._folder(student) / RESULTS) == hashlib.sha256(each.result.to_json()).hexdigest():
                self._known[student] = as_recorded[student]
        write_whole(self._path, msgspec.json.encode(self._known))

    def _as_recorded(self, graded: Sequence[Graded]) -> dict[str, str]:
        rows = self._rows([each.result.student for each in graded])
        return {each.result.student: self._hash(each, rows[each.result.student]) for each in graded}

    def _hash(self, graded: Graded, rows: object) -> str:
        taken = (graded.canonical.notebook, graded.result, graded.handed_in, graded.timestamp_problem)
        folder = self._folder(graded.result.student)
        left = [file_digest(folder / name) for name in (f"{self._assignment.name}.ipynb", RESULTS)]
        return digest(self._shared, taken, left, rows)

    def _rows(self, students: list[str]) -> dict[str, list[Any]]:
        """What the gradebook holds of these students' submissions."""
        submission = (api.Assignment.duedate, api.SubmittedAssignment.timestamp, api.SubmittedAssignment.extension)
        late, grade, comment = api.SubmittedNotebook.late_submission_penalty, api.Grade, api.Comment
        scores = (grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
        grades = with_grades(about(self._assignment, *submission, late, grade.cell_id, *scores)).order_by(grade.cell_id)
        comments = (
            about(self._assignment, comment.cell_id, comment.auto_comment, comment.manual_comment)
            .join(comment, comment.notebook_id == api.SubmittedNotebook.id)
            .order_by(comment.cell_id)
        )
        found = defaultdict(list)
        with open_gradebook(self._coursedir) as gradebook:
            for question in (grades, comments):
                wanted = question.where(api.SubmittedAssignment.student_id.in_(students))
                for student, *values in gradebook.db.execute(wanted):
                    found[student].append(values)
        return found

    def _folder(self, student: str) -> Path:
        return self._assignment.results_path(student).parent

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            return {}

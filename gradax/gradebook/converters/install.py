"""Our converters in nbgrader's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbgrader.api
import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.apps.generateassignmentapp
import nbgrader.apps.generatefeedbackapp
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from gradax.gradebook.converters.autograde import ProtectedAutograde
from gradax.gradebook.converters.formgrader import make_inert
from gradax.gradebook.converters.generate_assignment import KnowingGenerate
from gradax.gradebook.converters.generate_feedback import SafeFeedback
from gradax.gradebook.database.opening import alembic_version
from gradax.submission.search import find_submission
from gradax.submission.timestamp import BadTimestamp, handed_in, read_timestamp


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

"""nbgrader's steps with our verdicts in them: each is a preprocessor, as nbgrader's own steps are."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from gradax.course.config import FeedbackPolicy
from gradax.course.course import TEST_PREFIX
from gradax.course.notebook import grade_id_of
from gradax.gradebook.autograded import with_cards
from gradax.gradebook.verdict_card import EVERYTHING
from gradax.results import Status, SubmissionResult, Verdict

KEY = "gradax"  # where the preprocessors find a `Shown` in their resources


@dataclass(frozen=True)
class Shown:
    """What is known of the submission that is being converted.

    Attributes:
        result: its verdicts.
        policy: what of them to show.
    """

    result: SubmissionResult
    policy: FeedbackPolicy = EVERYTHING


class VerdictCards(NbGraderPreprocessor):  # type: ignore[misc]
    """Shows the verdicts in the autograded notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with a card under each grade cell, and nothing else displayed."""
        graded: Shown = resources[KEY]
        shown = with_cards(nb, graded.result, graded.policy)
        return nbformat.from_dict(shown), resources  # type: ignore[no-untyped-call]


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """Saves the verdicts' points, where nbgrader would judge a cell by its outputs."""

    def _add_score(self, cell: Any, resources: Any) -> None:
        name = str(grade_id_of(cell))
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        score = auto_score(resources[KEY].result, name)
        if score is None:
            grade.needs_manual_grade = True
        elif score != grade.auto_score or grade.manual_score is None:
            # Whoever gave points by hand is asked to look again, as in nbgrader, but only where something changed.
            grade.needs_manual_grade = grade.manual_score is not None
        grade.auto_score = score
        self.gradebook.db.commit()


class EscapeNames(Preprocessor):
    """Makes a student's id, name and folder text on the formgrader's page of a submission, which puts them in raw."""

    enabled = True

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook as it is; the names escaped."""
        for key in ("student", "first_name", "last_name", "notebook_path"):
            if resources.get(key):
                resources[key] = escape(str(resources[key]))
        return nb, resources


def auto_score(result: SubmissionResult, grade_id: str) -> float | None:
    """The points for a grade cell; None where we could not tell, which is never zero."""
    for exercise in result.exercises:
        if TEST_PREFIX + exercise.name == grade_id:
            return None if exercise.verdict is Verdict.ERROR else exercise.score
    return 0.0 if result.status is Status.MALFORMED else None

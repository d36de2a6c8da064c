"""nbgrader's steps with our verdicts in them: each is a preprocessor, as nbgrader's own steps are."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import compute_checksum

from gradax.course import Assignment
from gradax.course.config import FeedbackPolicy
from gradax.course.course import TEST_PREFIX
from gradax.course.notebook import Cell, Notebook, grade_id_of, is_by_hand, is_optional, is_task, nbgrader_of
from gradax.gradebook.cards.verdict_card import EVERYTHING
from gradax.gradebook.converters.answers import answer_in, quoted
from gradax.gradebook.converters.autograded_notebook import with_cards
from gradax.results import Status, SubmissionResult, Verdict

KEY = "gradax"  # where the preprocessors find a `Shown` in their resources


@dataclass(frozen=True)
class Shown:
    """What is known of the submission that is being converted.

    Attributes:
        result: its verdicts.
        policy: what of them to show.
        before: the autograded notebook of the last time, if there is one.
        assignment: the assignment, where a page tells of it.
    """

    result: SubmissionResult
    policy: FeedbackPolicy = EVERYTHING
    before: Notebook | None = None
    assignment: Assignment | None = None


class VerdictCards(NbGraderPreprocessor):  # type: ignore[misc]
    """Shows the verdicts in the autograded notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with a card under each grade cell, and nothing else displayed."""
        graded: Shown = resources[KEY]
        shown = with_cards(nb, graded.result, graded.policy)
        return nbformat.from_dict(shown), resources  # type: ignore[no-untyped-call]


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """Saves the verdicts' points, where nbgrader would judge a cell by its outputs.

    What is graded by hand waits for that; what was, is kept.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook as it is; its grades and nbgrader's own comments are in the gradebook."""
        self._notebook = nb
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """The cell as it is; a task has a grade, too."""
        if is_task(cell):
            self._add_score(cell, resources)
        return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]

    def _add_score(self, cell: Any, resources: Any) -> None:
        name, shown = str(grade_id_of(cell)), resources[KEY]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        if is_by_hand(cell):
            score = _score_of_unread(cell, shown.result)
            changed = score != grade.auto_score or self._is_rewritten(name, shown.before)
        else:
            score = auto_score(shown.result, name)
            changed = score is None or score != grade.auto_score
        if changed or grade.manual_score is None:
            # Whoever gave points by hand is asked to look again, as in nbgrader, but only where something changed.
            grade.needs_manual_grade = score is None or grade.manual_score is not None
        grade.auto_score = score
        self.gradebook.db.commit()

    def _is_rewritten(self, name: str, before: Notebook | None) -> bool:
        return before is None or answer_in(self._notebook, name) != answer_in(before, name)


class QuoteAnswers(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes what a student wrote in Markdown text, wherever the autograded notebook is opened."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with each such cell's source quoted."""
        return nbformat.from_dict(quoted(nb)), resources  # type: ignore[no-untyped-call]


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


def _score_of_unread(cell: Cell, result: SubmissionResult) -> float | None:
    """The points for what nobody has graded by hand yet; None where somebody has to."""
    if result.status is Status.MALFORMED or is_optional(cell):
        return 0.0
    if is_task(cell):
        return None
    return 0.0 if is_untouched(cell) else None


def is_untouched(cell: Any) -> bool:
    """Whether an answer's cell is as released, by nbgrader's checksum."""
    return bool(nbgrader_of(cell).get("checksum") == compute_checksum(cell))

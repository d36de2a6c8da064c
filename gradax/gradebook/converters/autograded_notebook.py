"""The autograded notebook: the canonical submission with a verdict card under each grade cell.

It holds code and our own HTML only: nothing that the student's code displayed or printed.
"""

from __future__ import annotations

import copy
from typing import Any

from gradax.course.config import FeedbackPolicy
from gradax.course.course import TEST_PREFIX
from gradax.course.notebook import Cell, Notebook, grade_id_of, is_code, is_grade, source_of
from gradax.gradebook.cards.verdict_card import EVERYTHING, card_html, card_text, summary_html, summary_text
from gradax.results import SubmissionResult

SUMMARY_ID = "gradax-summary"


def with_cards(notebook: Notebook, result: SubmissionResult, policy: FeedbackPolicy = EVERYTHING) -> Notebook:
    """A copy of `notebook`, a canonical submission, that shows as much of `result` as the policy has it.

    The first cell sums up the submission and each grade cell carries its exercise's card. No other cell has an output,
    so that nothing but ours is ever rendered.
    """
    shown = copy.deepcopy(notebook)
    exercises = {TEST_PREFIX + exercise.name: exercise for exercise in result.exercises}
    shown["cells"] = [cell for cell in shown["cells"] if cell.get("id") != SUMMARY_ID]
    for cell in shown["cells"]:
        cell["source"] = source_of(cell)  # on disk it may be a list of lines, which nbgrader does not expect
    for cell in filter(is_code, shown["cells"]):
        exercise = exercises.get(grade_id_of(cell) or "") if is_grade(cell) else None
        cell["execution_count"] = None
        cell["outputs"] = [_output(card_html(exercise, policy), card_text(exercise, policy))] if exercise else []
    shown["cells"].insert(0, _summary(result))
    return shown


def _summary(result: SubmissionResult) -> Cell:
    return {
        "cell_type": "code",
        "id": SUMMARY_ID,
        "metadata": {"deletable": False, "editable": False},
        "execution_count": None,
        "source": "# What became of this submission",
        "outputs": [_output(summary_html(result), summary_text(result))],
    }


def _output(html: str, text: str) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": html, "text/plain": text}}

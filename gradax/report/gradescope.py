"""Results as Gradescope wants them, for its container: one submission in, one ``results.json`` out.

The format is that of https://gradescope-autograders.readthedocs.io/en/latest/specs/.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from gradax.course import Assignment, CourseError
from gradax.gradebook.cards.verdict_card import card_text, summary_text
from gradax.grading.batch import Batch
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict, Visibility
from gradax.submission.search import find_submissions
from gradax.wire.failures import GraderFault

SUBMISSION, RESULTS = "submission", Path("results", "results.json")
_STUDENT = "submission"  # Gradescope knows whose it is


def grade_in(folder: Path, assignment: Assignment, protection: str | None, visibility: Visibility) -> SubmissionResult:
    """Grade ``<folder>/submission`` and write ``<folder>/results/results.json``.

    Args:
        folder: Gradescope's folder, ``/autograder``.
        assignment: the assignment.
        protection: the tier that was found; None where that is accepted.
        visibility: when students see the verdicts.

    Raises:
        CourseError: where there is no such folder.
        GraderFault: where we failed to grade it. Nothing is written then, so that Gradescope reports a failure of the
            autograder and no score.
    """
    if not (folder / SUBMISSION).is_dir():
        raise CourseError(f"{folder / SUBMISSION}: there is no such folder; Gradescope puts what was handed in there.")
    with tempfile.TemporaryDirectory(prefix="gradax-") as temporary:
        place = Path(temporary) / _STUDENT / assignment.name
        shutil.copytree(folder / SUBMISSION, place, symlinks=True)
        found = find_submissions(Path(temporary), assignment.name)
        (graded,) = Batch(assignment.course, assignment, protection, workers=1).grade(found)
    result = graded.result
    if result.status is Status.ERROR:
        raise GraderFault(result.reason if result.reason is not UNSET else summary_text(result))
    target = folder / RESULTS
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(to_json(result, assignment, visibility))
    return result


def to_json(result: SubmissionResult, assignment: Assignment, visibility: Visibility) -> bytes:
    """A result in Gradescope's format: a test for each exercise, and above them what is said of the whole."""
    policy = assignment.course.config.feedback

    def test(exercise: ExerciseResult) -> dict[str, Any]:
        return {
            "name": exercise.name,
            "score": exercise.score,
            "max_score": exercise.max_score,
            "status": "passed" if exercise.verdict is Verdict.PASSED else "failed",
            "output": card_text(exercise, policy),
            "output_format": "text",
            "visibility": visibility,
        }

    whole = {
        "score": result.score,
        "execution_time": round(result.seconds),
        "output": summary_text(result),
        "output_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "tests": [test(exercise) for exercise in result.exercises],
        "extra_data": {
            "status": result.status,
            "protection": result.protection,
            "replaced": [] if result.replaced is UNSET else result.replaced,
        },
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"

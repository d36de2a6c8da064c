"""Grading one submission: hidden tests here, the student's code in a guest."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence

from msgspec import UNSET, UnsetType

from gradax.course import Assignment, ByHand, CourseError, Exercise, by_hand_of, exercises_of
from gradax.course.notebook import Notebook, read_notebook
from gradax.grading.judge import judge
from gradax.grading.references import settle_jax
from gradax.grading.score import total
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict
from gradax.sandbox import Zygote
from gradax.submission.canonical import Canonical

UNPROTECTED = "unprotected: the submission ran without a sandbox, and could have read the tests or forged its results."
NOT_FINAL = "Something went wrong on our side: the score is not final."


def grade_submission(
    assignment: Assignment,
    student: str,
    canonical: Canonical,
    zygote: Zygote,
    known: SubmissionResult | None = None,
) -> SubmissionResult:
    """Grade one student's submission. Whatever it holds, there is a result.

    Args:
        assignment: the assignment.
        student: the student's id.
        canonical: the submission.
        zygote: where the student's code runs.
        known: an earlier result of the same submission, with only those exercises that need not be judged again.

    Raises:
        CourseError: where the course itself is invalid.
    """
    begun = time.monotonic()
    if canonical.malformed:
        return malformed_result(assignment, student, zygote.tier, canonical.malformed)
    settle_jax(assignment.course)
    kept = {exercise.name: exercise for exercise in known.exercises} if known else {}
    left = [exercise for exercise in assignment.exercises if exercise.name not in kept]
    graded = judge(assignment, canonical, zygote, left, known=kept)
    judged = kept | {exercise.name: exercise for exercise in graded.exercises}
    exercises = [judged[exercise.name] for exercise in assignment.exercises]
    said = [UNPROTECTED] if zygote.tier is None else []
    said += [warning.strip() for warning in (*canonical.warnings, *graded.warnings)]
    said += [warning for warning in known.warnings if warning not in said] if known else []
    wrong = any(exercise.verdict is Verdict.ERROR for exercise in exercises)
    reason = " ".join([NOT_FINAL, *sorted(graded.faults)]) if wrong else None
    if reason:
        said.append(reason)
    return SubmissionResult(
        student=student,
        assignment=assignment.name,
        status=Status.ERROR if wrong else Status.GRADED,
        protection=zygote.tier,
        score=total(exercises),
        max_score=_points(assignment),
        seconds=round(time.monotonic() - begun + (known.seconds if known else 0.0), 2),
        warnings=said,
        exercises=exercises,
        reason=reason if reason and graded.faults else UNSET,
        by_hand=_by_hand(assignment),
        replaced=graded.replaced or UNSET,
    )


def grade_exercises(
    assignment: Assignment,
    canonical: Canonical,
    zygote: Zygote,
    *,
    exercises: Sequence[str] | None = None,
    tests: Collection[str] | None = None,
    seed: int | None = None,
) -> list[ExerciseResult]:
    """Run the hidden tests of some exercises, by default of all, on one submission.

    `tests` are the names of the tests to run, by default all. An exercise in which something failed on our side is
    graded once more. `seed` replays a run. Warnings, and what was replaced, are nobody's concern here.
    """
    settle_jax(assignment.course)
    chosen = assignment.exercises if exercises is None else [assignment.exercise(name) for name in exercises]
    return judge(assignment, canonical, zygote, chosen, seed=seed, tests=tests, noting=False).exercises


def malformed_result(assignment: Assignment, student: str, protection: str | None, reason: str) -> SubmissionResult:
    """The result of a submission that cannot be read, for the `reason` given."""
    return _without_tests(assignment, student, protection, Status.MALFORMED, reason)


def error_result(assignment: Assignment, student: str, protection: str | None, reason: str) -> SubmissionResult:
    """The result of a submission that we failed to grade."""
    reason = f"Something went wrong on our side, and nothing was graded: {reason}"
    return _without_tests(assignment, student, protection, Status.ERROR, reason)


def release_of(assignment: Assignment) -> Notebook:
    """The released notebook.

    Raises:
        CourseError: where it is missing, or does not have the exercises and points of the instructor notebook.
    """
    if not assignment.release_path.is_file():
        raise CourseError(f"{assignment.release_path}: {assignment.name} is not released; run `gradax release` first.")
    notebook = read_notebook(assignment.release_path)
    path = assignment.release_path
    released = _worth(exercises_of(notebook, path), by_hand_of(notebook, path))
    if released != _worth(assignment.exercises, assignment.by_hand):
        raise CourseError(
            f"{assignment.release_path}: its exercises or points are not those of {assignment.notebook_path}; "
            "run `gradax release` again."
        )
    return notebook


def _worth(exercises: Iterable[Exercise], by_hand: Iterable[ByHand]) -> dict[str, float]:
    return {each.name: each.points for each in exercises} | {each.name: each.points for each in by_hand}


def _by_hand(assignment: Assignment) -> float | UnsetType:
    return sum(each.points for each in assignment.by_hand) or UNSET


def _points(assignment: Assignment) -> float:
    return sum(exercise.points for exercise in assignment.exercises)


def _without_tests(
    assignment: Assignment, student: str, protection: str | None, status: Status, reason: str
) -> SubmissionResult:
    return SubmissionResult(
        student=student,
        assignment=assignment.name,
        status=status,
        protection=protection,
        score=0.0,
        max_score=_points(assignment),
        seconds=0.0,
        warnings=[reason],
        reason=reason,
        by_hand=_by_hand(assignment),
    )

"""Grading one submission: hidden tests here, the student's code in a guest."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

from gradax.course import Assignment, Course, CourseError, Exercise, Limits, exercises_of
from gradax.course.notebook import Notebook, read_notebook
from gradax.files import stamp
from gradax.grading.diagnosis import diagnose
from gradax.grading.score import score_exercise, total
from gradax.grading.session import Session
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict
from gradax.sandbox import Zygote
from gradax.submission.canonical import Canonical, canonicalise
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Reference
from gradax.wire.failures import GraderFault
from gradax.wire.transport import Transport

UNPROTECTED = "unprotected: the submission ran without a sandbox, and could have read the tests or forged its results."
NOT_FINAL = "Something went wrong on our side: the score is not final."
ATTEMPTS = 2


def grade_submission(
    course: Course, assignment: Assignment, student: str, data: bytes, zygote: Zygote, *, warnings: Sequence[str] = ()
) -> SubmissionResult:
    """Grade one student's notebook, given as bytes. Whatever it holds, there is a result.

    Args:
        course: the course.
        assignment: one of its assignments.
        student: the student's id.
        data: the submitted notebook.
        zygote: where the student's code runs.
        warnings: sentences about how it was handed in.

    Raises:
        CourseError: where the course itself is not right.
    """
    begun = time.monotonic()
    limits = course.config.limits
    canonical = canonicalise(release_of(assignment), data, max_bytes=limits.notebook_mib << 20)
    if canonical.malformed:
        return malformed_result(assignment, student, zygote.tier, canonical.malformed)
    settle_jax(course)
    graded = _grade(assignment, canonical, zygote, limits, assignment.exercises)
    said = [*warnings, *canonical.warnings, *graded.warnings]
    if zygote.tier is None:
        said.insert(0, UNPROTECTED)
    wrong = any(exercise.verdict is Verdict.ERROR for exercise in graded.exercises)
    if wrong:
        said.append(" ".join([NOT_FINAL, *sorted(graded.faults)]))
    return SubmissionResult(
        student=student,
        assignment=assignment.name,
        status=Status.ERROR if wrong else Status.GRADED,
        protection=zygote.tier,
        score=total(graded.exercises),
        max_score=_points(assignment),
        seconds=round(time.monotonic() - begun, 2),
        warnings=[warning.strip() for warning in said],
        exercises=graded.exercises,
    )


def grade_exercises(
    assignment: Assignment,
    canonical: Canonical,
    zygote: Zygote,
    *,
    exercises: Sequence[str] | None = None,
    seed: int | None = None,
) -> list[ExerciseResult]:
    """Run the hidden tests of some exercises, by default of all, on one submission.

    An exercise in which something of ours failed is graded once more. `seed` replays a run.
    """
    course = assignment.course
    settle_jax(course)
    chosen = assignment.exercises if exercises is None else [assignment.exercise(name) for name in exercises]
    return _grade(assignment, canonical, zygote, course.config.limits, chosen, seed).exercises


def settle_jax(course: Course) -> None:
    """Settle how JAX runs in this process, for the tests' own computing; in vain where JAX runs already."""
    devices = max((entry.devices for entry in course.config.assignments), default=1)
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    os.environ.setdefault("JAX_NUM_CPU_DEVICES", str(devices))
    os.environ.setdefault("NPROC", "16")  # fewer threads than devices can deadlock a collective


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
    released = {found.name: found.points for found in exercises_of(notebook, assignment.release_path)}
    if released != {found.name: found.points for found in assignment.exercises}:
        raise CourseError(
            f"{assignment.release_path}: its exercises or points are not those of {assignment.notebook_path}; "
            "run `gradax release` again."
        )
    return notebook


@dataclass
class _Graded:
    exercises: list[ExerciseResult]
    warnings: list[str]
    faults: set[str] = field(default_factory=set)


def _grade(
    assignment: Assignment,
    canonical: Canonical,
    zygote: Zygote,
    limits: Limits,
    exercises: Sequence[Exercise],
    seed: int | None = None,
) -> _Graded:
    results: dict[str, ExerciseResult] = {}
    warnings: list[str] = []
    faults: set[str] = set()
    left = list(exercises)
    for _ in range(ATTEMPTS):
        session = Session(zygote, canonical, limits, assignment.entry.devices)
        try:
            files = [assignment.hidden_path(exercise.name) for exercise in left]
            reference = _reference(assignment, stamp(assignment.notebook_path))
            tests = run_tests(files, session.student, reference=reference, seed=seed)
        finally:
            session.close()
        for exercise in left:
            result = score_exercise(exercise.name, exercise.points, tests[exercise.name])
            results[exercise.name] = msgspec.structs.replace(result, diagnosis=diagnose(assignment, result))
        warnings += [warning for warning in session.warnings if warning not in warnings]
        faults |= {session.fault} if session.fault else set()
        left = [exercise for exercise in left if results[exercise.name].verdict is Verdict.ERROR]
        if not left:
            break
    return _Graded([results[exercise.name] for exercise in exercises], warnings, faults)


@lru_cache(maxsize=16)
def _reference(assignment: Assignment, version: object) -> Reference:
    """A version of the solution as a reference, loaded when a test first asks for it and kept warm."""
    return Reference(_Solution(assignment))


class _Solution:
    """The way to the instructor's solution in this process."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._transport: Transport | None = None

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        if self._transport is None:
            try:
                self._transport = load_solution(self._assignment)
            except CourseError as error:
                raise GraderFault(str(error)) from None
        return self._transport.request(op, deadline, **fields)


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
    )

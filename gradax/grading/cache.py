"""Verdicts that are known already: nothing is judged twice while it, its tests and its surroundings stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from gradax.course import Assignment, Course
from gradax.files import write_whole
from gradax.grading.diagnosis import fingerprints_path, read_fingerprints
from gradax.grading.digests import digest, environment_digest, package_digest
from gradax.grading.premises import Premises
from gradax.results import Kind, Status, SubmissionResult
from gradax.submission.canonical import Canonical

# What a guest's other exercises may have brought about: they share its memory, its processor time and its output.
_SHARED = {Kind.CPU_LIMIT, Kind.MEMORY, Kind.CRASH, Kind.OUTPUT_FLOOD}


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One submission's result, and for each exercise the hash of what it was judged with."""

    judged_with: dict[str, str]
    result: SubmissionResult


class ResultCache:
    """The results of one assignment, under ``.gradax/results/``.

    A file holds a submission's result, under the hash of the submission and of all that its exercises share. In it,
    each exercise has the hash of what it was judged with, so that a changed test makes its own exercise, and those that
    build on it, unknown, and no other.

    Attributes:
        premises: the course's files that the verdicts rest on.

    Raises:
        CourseError: where the course is invalid.
    """

    def __init__(self, course: Course, assignment: Assignment, protection: str | None) -> None:
        self._folder = course.root / ".gradax" / "results"
        self._seconds = course.config.limits.submission_seconds
        self._exercises = [exercise.name for exercise in assignment.exercises]
        # Now, and not when verdicts are kept: a test may be changed while it judges.
        self.premises = Premises(assignment)
        self._surroundings = surroundings_digest(course, assignment, protection)
        self._judged_with = _judged_with(assignment, self.premises.judging)

    def key(self, student: str, canonical: Canonical) -> str:
        """The hash of a submission and of all that its result depends on, but for single exercises' tests."""
        cells = [(cell.name, cell.exercise, cell.source, cell.released) for cell in canonical.cells]
        return digest(self._surroundings, student, cells, canonical.warnings)

    def get(self, key: str) -> SubmissionResult | None:
        """What is known of that key: a result with those exercises whose verdicts still hold; None where none does.

        A damaged file counts as none.
        """
        try:
            kept = msgspec.json.decode(self._path(key).read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            return None
        result = kept.result
        if kept.judged_with == self._judged_with:
            return result
        if not self._stands_alone(result):
            return None
        same = {name for name, judged_with in kept.judged_with.items() if judged_with == self._judged_with.get(name)}
        exercises = [exercise for exercise in result.exercises if exercise.name in same]
        return msgspec.structs.replace(result, exercises=exercises) if exercises else None

    def complete(self, result: SubmissionResult) -> bool:
        """Whether a result has all exercises."""
        return [exercise.name for exercise in result.exercises] == self._exercises

    def put(self, key: str, result: SubmissionResult) -> None:
        """Remember a result.

        Neither errors on our side, which the next run may not meet, nor verdicts of tests that have changed meanwhile.
        """
        if result.status is not Status.ERROR and self.premises.untouched():
            write_whole(self._path(key), msgspec.json.encode(_Kept(self._judged_with, result)))

    def _stands_alone(self, result: SubmissionResult) -> bool:
        """Whether no exercise's verdict can be due to what the tests of another one made the guest do."""
        ended = {test.kind for exercise in result.exercises for test in exercise.tests}
        return result.replaced is msgspec.UNSET and result.seconds < self._seconds and not ended & _SHARED

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def surroundings_digest(course: Course, assignment: Assignment, protection: str | None) -> str:
    """The hash of limits, devices, libraries, grader, machine and protection."""
    config, entry = course.config, assignment.entry
    settings = msgspec.json.encode([config.limits, config.environment, entry.devices, entry.preload]).decode()
    return digest(settings, environment_digest(), package_digest(), protection)


def _judged_with(assignment: Assignment, digests: Mapping[str, str]) -> dict[str, str]:
    """For each exercise the hash of its tests, its points, and the mistakes that the course knows."""
    known = read_fingerprints(fingerprints_path(assignment))
    return {
        exercise.name: digest(
            digests[exercise.name], exercise.points, msgspec.to_builtins(known.get(exercise.name, {}))
        )
        for exercise in assignment.exercises
    }

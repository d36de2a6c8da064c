"""Failures that no known wrong answer explains, put together by what they fail and by the shape of their code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gradax import codes
from gradax.gradebook.cards.verdict_card import is_blank
from gradax.grading.diagnosis import Failing
from gradax.report.shape import Pieces, likeness, pieces
from gradax.results import ExerciseResult, Verdict

ALIKE = 0.6


@dataclass(frozen=True)
class FailureCluster:
    """Students who fail an exercise in the same way, with code of about the same shape.

    Attributes:
        failing: the tests that they fail, each with its failure's code.
        students: who they are.
    """

    failing: tuple[Failing, ...]
    students: list[str]


def is_unknown(exercise: ExerciseResult) -> bool:
    """Whether it failed, and there is no saying why."""
    return exercise.verdict is Verdict.FAILED and not exercise.diagnosis and not is_blank(exercise)


def clusters(exercises: Mapping[str, ExerciseResult], sources: Mapping[str, str]) -> list[FailureCluster]:
    """The clusters of one exercise's unknown failures, the largest first.

    A student joins the first cluster that fails in the same way and whose first student's code is at least `ALIKE` like
    theirs; code that cannot be read is like other such code.

    Args:
        exercises: each student's result of the exercise.
        sources: their code.
    """
    ways: dict[tuple[Failing, ...], list[str]] = {}
    for student, exercise in exercises.items():
        if is_unknown(exercise):
            ways.setdefault(_failing(exercise), []).append(student)
    found = [
        FailureCluster(way, together)
        for way, students in ways.items()
        for together in _by_shape((student, pieces(sources.get(student, ""))) for student in students)
    ]
    return sorted(found, key=lambda cluster: (-len(cluster.students), cluster.students))


def _failing(exercise: ExerciseResult) -> tuple[Failing, ...]:
    """How it fails, running out of time included: no cause is concluded from it here."""
    return tuple((test.name, test.code or codes.REFUSED) for test in exercise.tests if test.verdict is Verdict.FAILED)


def _by_shape(students: Iterable[tuple[str, Pieces]]) -> list[list[str]]:
    groups: list[tuple[Pieces, list[str]]] = []
    for student, own in students:
        for first, members in groups:
            if likeness(first, own) >= ALIKE:
                members.append(student)
                break
        else:
            groups.append((own, [student]))
    return [members for _, members in groups]

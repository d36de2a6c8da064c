"""From tests to points: an exercise's hidden tests share its points by weight, and its core tests carry it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from gradax.results import ExerciseResult, TestResult, Verdict

WITHOUT_THE_CORE = 0.5  # of the points, at most, where a core test fails
_STEPS = 2  # scores are whole or half points


def score_exercise(name: str, points: float, tests: Sequence[TestResult]) -> ExerciseResult:
    """One exercise's result: the score is what passed, in half points.

    Where a core test fails, only core tests count, and they earn at most half of the points. Without any core test,
    each test counts by its weight alone.

    A test that ended in an error on our side makes the exercise's verdict ``error``: its points are pending, not lost.
    So does an exercise without tests.
    """
    score = _rounded(points, _share(tests))
    return ExerciseResult(name=name, score=score, max_score=points, verdict=_verdict(tests), tests=list(tests))


def total(exercises: Iterable[ExerciseResult]) -> float:
    """The sum of the exercises' scores."""
    return round(sum(exercise.score for exercise in exercises), 2)


def _share(tests: Sequence[TestResult]) -> float:
    core = [test for test in tests if test.core]
    if not any(test.verdict is Verdict.FAILED for test in core):
        return _passed(tests, tests)
    return min(_passed(core, tests), WITHOUT_THE_CORE)


def _passed(tests: Sequence[TestResult], among: Sequence[TestResult]) -> float:
    """The weight of those that passed, as a share of the weight of all."""
    weight = sum(test.weight for test in among)
    return sum(test.weight for test in tests if test.verdict is Verdict.PASSED) / weight if weight else 0.0


def _rounded(points: float, share: float) -> float:
    return points if share == 1 else math.floor(points * share * _STEPS + 0.5) / _STEPS


def _verdict(tests: Sequence[TestResult]) -> Verdict:
    verdicts = {test.verdict for test in tests}
    if Verdict.ERROR in verdicts or not tests:
        return Verdict.ERROR
    return Verdict.FAILED if Verdict.FAILED in verdicts else Verdict.PASSED

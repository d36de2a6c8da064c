"""From tests to points: an exercise's hidden tests share its points by weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gradax.results import ExerciseResult, TestResult, Verdict

_DECIMALS = 2


def score_exercise(name: str, points: float, tests: Sequence[TestResult]) -> ExerciseResult:
    """One exercise's result: the score is what passed.

    A test that ended in an error of ours makes the exercise's verdict ``error``: its points are still out, not lost. So
    does an exercise without tests.
    """
    total = sum(test.weight for test in tests)
    passed = sum(test.weight for test in tests if test.verdict is Verdict.PASSED)
    score = round(points * passed / total, _DECIMALS) if total else 0.0
    return ExerciseResult(name=name, score=score, max_score=points, verdict=_verdict(tests), tests=list(tests))


def total(exercises: Iterable[ExerciseResult]) -> float:
    """The sum of the exercises' scores."""
    return round(sum(exercise.score for exercise in exercises), _DECIMALS)


def _verdict(tests: Sequence[TestResult]) -> Verdict:
    verdicts = {test.verdict for test in tests}
    if Verdict.ERROR in verdicts or not tests:
        return Verdict.ERROR
    return Verdict.FAILED if Verdict.FAILED in verdicts else Verdict.PASSED

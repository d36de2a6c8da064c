"""Points: hidden tests share an exercise's points by weight."""

import pytest

from gradax.grading.score import score_exercise, total
from gradax.results import TestResult, Verdict

P, F, E = Verdict.PASSED, Verdict.FAILED, Verdict.ERROR


def scored(*outcomes, points=10.0):
    tests = [
        TestResult(name=f"test_{i}", rubric="", verdict=verdict, weight=weight)
        for i, (verdict, weight) in enumerate(outcomes)
    ]
    return score_exercise("double", points, tests)


def test_tests_share_the_points_by_weight():
    assert scored((P, 3), (F, 2)).score == 6.0


def test_scores_are_half_points():
    assert scored((P, 1), (F, 2)).score == 3.5


@pytest.mark.parametrize(
    ("core", "others", "score"),
    [
        ([(P, 1)], [(P, 1), (F, 2)], 5.0),  # the core passes: each test counts
        ([(F, 1)], [(P, 1), (P, 2)], 0.0),  # the core fails: the others score nothing
        ([(P, 2), (F, 1)], [(P, 1)], 5.0),  # of several core tests those that pass, up to a half
        ([(P, 1), (F, 3)], [(P, 1)], 2.0),
        ([(E, 1), (P, 1)], [(P, 2)], 7.5),  # an error of ours is not a failed core
    ],
)
def test_the_core_carries_the_exercise(core, others, score):
    tests = [
        TestResult(name=f"test_{i}", rubric="", verdict=verdict, weight=weight, core=i < len(core))
        for i, (verdict, weight) in enumerate([*core, *others])
    ]
    assert score_exercise("double", 10.0, tests).score == score


def test_all_passed_gives_every_point():
    assert scored((P, 1), (P, 1), (P, 1), points=0.1).score == 0.1


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [([(P, 1), (P, 2)], P), ([(P, 1), (F, 1)], F), ([(F, 1), (E, 1)], E), ([(P, 1), (E, 1)], E)],
)
def test_verdict(outcomes, verdict):
    assert scored(*outcomes).verdict is verdict


def test_an_error_of_ours_leaves_what_passed():
    assert scored((P, 1), (E, 1)).score == 5.0


def test_no_tests_are_an_error_of_ours():
    assert scored().verdict is E


def test_total_is_rounded():
    assert total([scored((P, 1), points=0.1), scored((P, 1), points=0.2)]) == 0.3

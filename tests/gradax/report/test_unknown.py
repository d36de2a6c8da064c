import pytest

from gradax.report.unknown import clusters
from gradax.results import ExerciseResult, Kind, Verdict
from gradax.results import TestResult as Outcome

SUM = "def f(x):\n    total = 0.0\n    for each in x:\n        total = total + each\n    return total\n"
SAME = "def f(xs):\n    s = 0.0\n    for v in xs:\n        s = s + v\n    return s\n"
OTHER = "def f(x):\n    return jnp.where(x > 0, jnp.exp(x), jnp.log1p(jnp.abs(x)))\n"


def failing(code="value", *, diagnosis=None, verdict=Verdict.FAILED, name="test_a"):
    tests = [Outcome(name=name, rubric="It holds.", verdict=verdict, code=code)]
    return ExerciseResult(name="f", score=0.0, max_score=10.0, verdict=verdict, diagnosis=diagnosis, tests=tests)


def groups(exercises, sources):
    return [cluster.students for cluster in clusters(exercises, sources)]


def test_who_fails_alike_with_code_of_one_shape_is_together():
    exercises = dict.fromkeys(("ada", "bob", "eve"), failing())
    assert groups(exercises, {"ada": OTHER, "bob": SUM, "eve": SAME}) == [["bob", "eve"], ["ada"]]


def test_who_fails_otherwise_is_not():
    exercises = {"ada": failing("value"), "bob": failing("shape"), "eve": failing(name="test_b")}
    assert groups(exercises, dict.fromkeys(exercises, SUM)) == [["ada"], ["bob"], ["eve"]]


def test_running_out_of_time_is_a_way_to_fail():
    exercise = ExerciseResult(
        name="f", score=0.0, max_score=10.0, verdict=Verdict.FAILED,
        tests=[Outcome(name="test_a", rubric="It holds.", verdict=Verdict.FAILED, kind=Kind.TIMEOUT, code="timeout")],
    )  # fmt: skip
    (cluster,) = clusters({"ada": exercise}, {})
    assert cluster.failing == (("test_a", "timeout"),)


def test_code_that_cannot_be_read_is_together():
    exercises = dict.fromkeys(("ada", "bob", "eve"), failing())
    assert groups(exercises, {"ada": "def f(:", "bob": SUM}) == [["ada", "eve"], ["bob"]]


@pytest.mark.parametrize(
    "exercise",
    [
        failing(verdict=Verdict.PASSED),
        failing(verdict=Verdict.ERROR),
        failing(diagnosis="Forgets the factor."),
        failing("not-written"),
    ],
)
def test_what_is_right_known_blank_or_ours_is_no_unknown_failure(exercise):
    assert clusters({"ada": exercise}, {"ada": SUM}) == []

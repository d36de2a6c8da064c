"""The cache of results: keyed by everything that a result depends on."""

import pytest

from gradax.course import Course
from gradax.grading import cache as cache_module
from gradax.grading.cache import ResultCache
from gradax.grading.grade import error_result, malformed_result
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict
from gradax.submission.canonical import canonicalise

NAME = "01_small"


@pytest.fixture
def key(course_root, release, submitted, hand):
    def key(student="ada", protection="A", change=lambda made: None, warnings=()):
        course = Course.open(course_root)
        change(submitted)
        canonical = canonicalise(release, hand.data(submitted), max_bytes=2**20, warnings=warnings)
        return ResultCache(course, course.assignment(NAME), protection).key(student, canonical)

    return key


@pytest.fixture
def cache(course_root):
    course = Course.open(course_root)
    return ResultCache(course, course.assignment(NAME), "A")


def result(status=Status.GRADED):
    exercise = ExerciseResult(name="double", score=1.0, max_score=1.0, verdict=Verdict.PASSED)
    return SubmissionResult(
        student="ada",
        assignment=NAME,
        status=status,
        protection="A",
        score=1.0,
        max_score=1.0,
        seconds=2.5,
        exercises=[exercise],
    )


def test_gives_what_was_put(cache):
    cache.put("abc", result())
    assert cache.get("abc") == result()


def test_what_was_not_put_is_unknown(cache):
    assert cache.get("abc") is None


def test_an_error_of_ours_is_not_remembered(cache):
    cache.put("abc", result(Status.ERROR))
    assert cache.get("abc") is None


def test_a_damaged_file_is_as_good_as_none(cache, course_root):
    cache.put("abc", result())
    (path,) = (course_root / ".gradax" / "results").rglob("*.json")
    path.write_bytes(path.read_bytes()[:50])
    assert cache.get("abc") is None


def test_the_same_submission_has_the_same_key(key):
    assert key() == key()


@pytest.mark.parametrize("file", [f"tests/{NAME}/test_join.py", f"source/{NAME}/{NAME}.ipynb", f"tests/{NAME}/util.py"])
def test_a_changed_test_or_solution_changes_the_key(key, course_root, file):
    before = key()
    with open(course_root / file, "a") as changed:
        changed.write("\n")
    assert key() != before


def test_a_new_answer_in_the_bank_does_not_change_the_key(key, course_root):
    before = key()
    answer = course_root / "tests" / NAME / "answers" / "double" / "wrong_half.py"
    answer.parent.mkdir(parents=True)
    answer.write_text("# Halves.\n")
    assert key() == before


def test_changed_limits_change_the_key(key, course_root):
    before = key()
    path = course_root / "course.yaml"
    path.write_text(path.read_text().replace("call_seconds: 2", "call_seconds: 3"))
    assert key() != before


def test_a_changed_solution_changes_the_key(key, hand):
    assert key() != key(change=lambda made: hand.find(made, "double").update(source="x = 1"))


def test_an_output_does_not_change_the_key(key, hand):
    output = {"output_type": "stream", "name": "stdout", "text": "6"}
    assert key() == key(change=lambda made: hand.find(made, "shown").update(outputs=[output]))


@pytest.mark.parametrize("other", [{"student": "bo"}, {"protection": "B"}, {"warnings": ("odd",)}])
def test_another_students_or_machines_result_is_another(key, other):
    assert key() != key(**other)


def test_another_grader_changes_the_key(key, monkeypatch):
    before = key()
    monkeypatch.setattr(cache_module, "_package_digest", lambda: "another")
    assert key() != before


def test_results_without_tests_have_all_points_to_win(course_root):
    assignment = Course.open(course_root).assignment(NAME)
    for made in (malformed_result(assignment, "ada", "A", "why"), error_result(assignment, "ada", "A", "why")):
        assert (made.score, made.max_score, made.exercises) == (0.0, 100.0, [])
        assert made.warnings == [made.reason]
        assert made.warnings[0].endswith("why")

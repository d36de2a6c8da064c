"""The cache of results: keyed by everything that a result depends on."""

import json

import msgspec
import pytest

from gradax.course import Course
from gradax.grading import cache as cache_module
from gradax.grading.cache import ResultCache
from gradax.grading.diagnosis import Known, fingerprints_path, format_fingerprints
from gradax.grading.grade import error_result, malformed_result
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, TestResult, Verdict
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


NAMES = ("double", "negate", "join")


def exercise(name, kind=None):
    test = TestResult(name="test_value", rubric="", verdict=Verdict.FAILED, kind=kind)
    return ExerciseResult(name=name, score=0.0, max_score=1.0, verdict=Verdict.FAILED, tests=[test])


def result(status=Status.GRADED, kind=None, **more):
    return SubmissionResult(
        student="ada",
        assignment=NAME,
        status=status,
        protection="A",
        score=1.0,
        max_score=1.0,
        seconds=2.5,
        exercises=[exercise(name, kind if name == "join" else None) for name in NAMES],
        **more,
    )


@pytest.fixture
def known_after(course_root):
    """Which exercises of a result are still known after something in the course has changed."""

    def known_after(change, kept=None):
        def cache():
            course = Course.open(course_root)
            return ResultCache(course, course.assignment(NAME), "A")

        cache().put("abc", kept or result())
        change(course_root)
        known = cache().get("abc")
        return [exercise.name for exercise in known.exercises] if known else []

    return known_after


def appended(file, text="\n"):
    def change(root):
        (root / file).parent.mkdir(exist_ok=True)
        with open(root / file, "a") as changed:
            changed.write(text)

    return change


def test_a_changed_test_makes_its_own_exercise_unknown(known_after):
    assert known_after(appended(f"tests/{NAME}/test_negate.py")) == ["double", "join"]


def test_what_builds_on_it_is_unknown_too(known_after, course_root):
    appended(f"tests/{NAME}/test_join.py", '\nBUILDS_ON = ("negate",)\n')(course_root)
    assert known_after(appended(f"tests/{NAME}/test_negate.py")) == ["double"]


@pytest.mark.parametrize("file", ["helpers.py", "probes.py", "util.py", "test_nothing.py", "data/table.csv"])
def test_what_all_tests_share_makes_all_unknown(known_after, file):
    assert known_after(appended(f"tests/{NAME}/{file}")) == []


def in_notebook(folder, change):
    def apply(root):
        path = root / folder / NAME / f"{NAME}.ipynb"
        made = json.loads(path.read_text())
        change({cell["id"]: cell for cell in made["cells"]})
        path.write_text(json.dumps(made))

    return apply


@pytest.mark.parametrize("folder", ["source", "release"])
def test_a_notebooks_changed_code_makes_all_unknown(known_after, folder):
    assert known_after(in_notebook(folder, lambda cells: cells["kept"].update(source="factor = 4"))) == []


@pytest.mark.parametrize("folder", ["source", "release"])
def test_a_notebooks_changed_words_change_nothing(known_after, folder):
    assert known_after(in_notebook(folder, lambda cells: cells["cell-0"].update(source="# Others"))) == list(NAMES)


def test_changed_points_make_their_exercise_unknown(known_after):
    def change(cells):
        cells["test_double"]["metadata"]["nbgrader"]["points"] = 21.0

    assert known_after(in_notebook("source", change)) == ["negate", "join"]


def test_a_mistake_that_the_course_learns_makes_its_exercise_unknown(known_after):
    known = Known(sentence="Gives x back.", fingerprint=(("test_value", "not-twice"),))

    def change(root):
        path = fingerprints_path(Course.open(root).assignment(NAME))
        path.write_bytes(format_fingerprints({"double": {"wrong_same": known}}))

    assert known_after(change) == ["negate", "join"]


@pytest.mark.parametrize("kind", [Kind.MEMORY, Kind.CPU_LIMIT, Kind.CRASH, Kind.OUTPUT_FLOOD])
def test_a_submission_that_used_up_what_its_exercises_share_is_judged_as_a_whole(known_after, kind):
    assert known_after(appended(f"tests/{NAME}/test_negate.py"), result(kind=kind)) == []


def test_a_call_that_took_too_long_costs_its_own_exercise_alone(known_after):
    assert known_after(appended(f"tests/{NAME}/test_negate.py"), result(kind=Kind.TIMEOUT)) == ["double", "join"]


def test_a_submission_that_may_have_run_out_of_time_is_judged_as_a_whole(known_after):
    slow = msgspec.structs.replace(result(), seconds=20.0)
    assert known_after(appended(f"tests/{NAME}/test_negate.py"), slow) == []


def test_a_submission_that_replaced_functions_is_judged_as_a_whole(known_after):
    assert known_after(appended(f"tests/{NAME}/test_negate.py"), result(replaced=["jax.grad"])) == []


def test_only_a_result_with_all_exercises_is_complete(cache):
    whole = result()
    assert cache.complete(whole)
    assert not cache.complete(msgspec.structs.replace(whole, exercises=whole.exercises[1:]))


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


def test_a_new_answer_in_the_bank_changes_nothing(known_after):
    def change(root):
        answer = root / "tests" / NAME / "answers" / "double" / "wrong_half.py"
        answer.parent.mkdir(parents=True)
        answer.write_text("# Halves.\n")

    assert known_after(change) == list(NAMES)


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
    monkeypatch.setattr(cache_module, "package_digest", lambda: "another")
    assert key() != before


def test_results_without_tests_have_all_points_to_win(course_root):
    assignment = Course.open(course_root).assignment(NAME)
    for made in (malformed_result(assignment, "ada", "A", "why"), error_result(assignment, "ada", "A", "why")):
        assert (made.score, made.max_score, made.exercises) == (0.0, 100.0, [])
        assert made.warnings == [made.reason]
        assert made.warnings[0].endswith("why")

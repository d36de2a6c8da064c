"""Grading one submission, in the real sandbox."""

import json

import pytest

from gradax.course import Course, CourseError
from gradax.grading.diagnosis import Known, fingerprint, fingerprints_path, format_fingerprints
from gradax.grading.grade import UNPROTECTED, grade_exercises, grade_submission, release_of
from gradax.results import Stop, SubmissionResult
from gradax.sandbox import Zygote
from gradax.submission.canonical import canonicalise, with_answers

NAME = "01_small"


@pytest.fixture
def graded(course_root, zygote, submitted, hand):
    """Hands in `submitted`, with these sources in its solution cells, and grades it."""

    def graded(sandbox=zygote, **sources):
        for name, source in sources.items():
            hand.find(submitted, name)["source"] = source
        course = Course.open(course_root)
        assignment = course.assignment(NAME)
        canonical = canonicalise(release_of(assignment), hand.data(submitted), max_bytes=1 << 20)
        return grade_submission(assignment, "ada", canonical, sandbox)

    return graded


@pytest.fixture
def rewrite(course_root):
    """Replaces an exercise's hidden tests."""

    def rewrite(exercise, source):
        (course_root / "tests" / NAME / f"test_{exercise}.py").write_text(f'"""Tests."""\n\n{source}')

    return rewrite


def verdicts(result):
    return {exercise.name: (exercise.verdict, exercise.score) for exercise in result.exercises}


def test_a_perfect_submission_has_every_point(graded, protection):
    result = graded()
    assert (result.status, result.score, result.max_score) == ("graded", 100.0, 100.0)
    assert (result.protection, result.student, result.assignment) == (protection, "ada", NAME)


def test_the_result_is_the_contracts_json(graded):
    written = json.loads(graded().to_json())
    assert list(written) == [
        *("format_version", "student", "assignment", "status", "protection", "score", "max_score", "seconds"),
        *("warnings", "exercises"),
    ]
    assert written["exercises"][0]["tests"][0] == {
        "name": "test_value",
        "rubric": "The value is right.",
        "verdict": "passed",
        "kind": None,
        "message": None,
        "weight": 3,
    }


def test_a_blank_submission_has_no_point(graded, release, hand):
    blank = {name: hand.find(release, name)["source"] for name in hand.solutions}
    result = graded(**blank)
    assert (result.status, result.score) == ("graded", 0.0)
    assert result.exercises[0].tests[0].message == "`double` is not written yet."


def test_tests_share_the_points_by_weight(graded):
    assert verdicts(graded(double="def double(x):\n    return 2 * x if x else 1.0\n"))["double"] == ("failed", 15.0)


def test_where_an_answer_stopped_is_in_its_result(graded):
    result = graded(double="def double(x):\n    return x.missing\n")
    assert {test.stop for test in result.exercises[0].tests} == {Stop("double", 2)}


def test_an_exercise_that_hangs_leaves_the_others_alone(graded):
    result = graded(double="def double(x):\n    while True: pass\n", join="def join(a, b): return [2 * a, -b]")
    assert verdicts(result) == {"double": ("failed", 0.0), "negate": ("passed", 30.0), "join": ("passed", 50.0)}
    assert {test.kind for test in result.exercises[0].tests} == {"timeout"}


def test_a_solution_that_exits_leaves_the_others_alone(graded):
    result = graded(negate="import os; os._exit(0)")
    assert verdicts(result)["double"] == ("passed", 20.0)
    assert [test.kind for test in result.exercises[1].tests] == ["exited", "exited"]


def test_an_answer_that_equals_everything_has_no_point(graded):
    result = graded(double="class Yes:\n    def __eq__(self, other): return True\ndef double(x): return Yes()")
    assert verdicts(result)["double"] == ("failed", 0.0)


def test_an_added_helper_is_there(graded, submitted, hand):
    submitted["cells"].insert(1, hand.cell("def twice(x): return x + x", name="x1"))
    assert verdicts(graded(double="def double(x): return twice(x)"))["double"] == ("passed", 20.0)


def test_a_hidden_test_that_goes_wrong_is_our_error(graded, rewrite):
    rewrite("negate", 'def test_value(student):\n    """Fine."""\n    student.negate(1.0)\n    1 / 0\n')
    result = graded()
    assert verdicts(result)["negate"] == ("error", 0.0)
    assert (result.status, result.score) == ("error", 70.0)
    assert result.warnings == ["Something went wrong on our side: the score is not final."]


def test_an_error_of_ours_is_tried_once_more(graded, rewrite, tmp_path):
    rewrite(
        "negate",
        f"""from pathlib import Path

def test_value(student):
    '''Fine the second time.'''
    tried = Path({str(tmp_path / "tried")!r})
    if not tried.exists():
        tried.touch()
        raise RuntimeError
""",
    )
    result = graded()
    assert (result.status, result.score, result.warnings) == ("graded", 100.0, [])


def test_a_missing_test_file_is_our_error(graded, course_root):
    (course_root / "tests" / NAME / "test_join.py").unlink()
    assert verdicts(graded())["join"] == ("error", 0.0)


def test_a_sandbox_that_is_gone_is_our_error(graded, protection):
    with Zygote(protection, preload=(), trusted=protection is None) as gone:
        pass
    result = graded(sandbox=gone)
    assert (result.status, result.score) == ("error", 0.0)
    assert "no guest came" in result.reason
    assert result.reason == result.warnings[-1]


def test_a_setup_that_does_not_run_here_is_our_error(graded, course_root, submitted):
    for folder in ("release", "source"):
        path = course_root / folder / NAME / f"{NAME}.ipynb"
        path.write_text(path.read_text().replace("import math", "import nowhere"))
    result = graded()
    assert (result.status, result.score) == ("error", 0.0)
    assert "the released cell `setup` does not run here" in result.reason


def test_what_is_no_notebook_is_malformed(course_root, zygote):
    course = Course.open(course_root)
    assignment = course.assignment(NAME)
    canonical = canonicalise(release_of(assignment), b"hello", max_bytes=1 << 20)
    result = grade_submission(assignment, "ada", canonical, zygote)
    assert (result.status, result.score, result.max_score) == ("malformed", 0.0, 100.0)
    assert "not JSON" in result.warnings[0]


def test_without_protection_the_result_says_so(graded):
    with Zygote(None, preload=(), trusted=True) as sandbox:
        result = graded(sandbox=sandbox)
    assert (result.protection, result.warnings[0]) == (None, UNPROTECTED)


def test_the_reference_is_the_instructors_solution(graded, rewrite):
    rewrite(
        "negate",
        "def test_value(student, reference):\n    '''As the reference.'''\n"
        "    assert student.negate(3.0) == reference.negate(3.0), 'no'\n",
    )
    assert verdicts(graded())["negate"] == ("passed", 30.0)


def test_a_changed_solution_is_another_reference(graded, rewrite, course_root):
    rewrite("negate", "def test_value(reference):\n    '''Four.'''\n    assert reference.negate(3.0) == 4.0, 'no'\n")
    assert verdicts(graded())["negate"] == ("failed", 0.0)
    path = course_root / "source" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("return -x", "return 4.0"))
    assert verdicts(graded())["negate"] == ("passed", 30.0)


def test_a_known_misconception_is_diagnosed(graded, course_root):
    wrong = "def double(x):\n    return x\n"
    assignment = Course.open(course_root).assignment(NAME)
    failing = graded(double=wrong).exercises[0]
    known = {"double": {"wrong_same": Known("Gives x back.", fingerprint(failing.tests))}}
    fingerprints_path(assignment).write_bytes(format_fingerprints(known))
    assert graded(double=wrong).exercises[0].diagnosis == "Gives x back."


def test_an_unreleased_assignment_is_refused(graded, course_root):
    (course_root / "release" / NAME / f"{NAME}.ipynb").unlink()
    with pytest.raises(CourseError, match=r"01_small is not released; run `gradax release` first"):
        graded()


def test_a_release_that_is_out_of_date_is_refused(graded, course_root):
    path = course_root / "source" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace('"points": 20.0', '"points": 25.0'))
    with pytest.raises(CourseError, match=r"not those of .*01_small.ipynb; run `gradax release` again"):
        graded()


def test_some_exercises_only(course_root, zygote, release, submitted, hand):
    canonical = canonicalise(release, hand.data(submitted), max_bytes=2**20)
    assignment = Course.open(course_root).assignment(NAME)
    results = grade_exercises(assignment, canonical, zygote, exercises=["negate"])
    assert [(result.name, result.verdict) for result in results] == [("negate", "passed")]


def test_a_seed_replays_a_run(course_root, zygote, release, rewrite):
    rewrite("negate", "def test_value(rng):\n    '''Drawn.'''\n    assert False, str(rng.random())\n")
    assignment = Course.open(course_root).assignment(NAME)

    def message(seed):
        (result,) = grade_exercises(assignment, with_answers(release, {}), zygote, exercises=["negate"], seed=seed)
        return result.tests[0].message

    assert message(1) == message(1) != message(2)


def test_results_can_be_read_back(graded):
    result = graded()
    assert SubmissionResult.from_json(result.to_json()) == result

"""Diagnoses: the same failures as a known wrong answer's, told apart from everybody else's."""

import json

import pytest

from gradax.course import Course, CourseError
from gradax.grading.diagnosis import (
    Known,
    diagnose,
    fingerprint,
    fingerprints_path,
    format_fingerprints,
    read_fingerprints,
)
from gradax.grading.score import score_exercise
from gradax.results import Kind, TestResult, Verdict


def failed(name, code="halves", kind=None):
    return TestResult(name=name, rubric="", verdict=Verdict.FAILED, message="Not so.", code=code, kind=kind)


@pytest.fixture
def assignment(course_root):
    return Course.open(course_root).assignment("01_small")


@pytest.fixture
def know(assignment):
    def know(**answers):
        known = {name: Known(sentence, fingerprint(tests)) for name, (sentence, tests) in answers.items()}
        fingerprints_path(assignment).write_bytes(format_fingerprints({"double": known}))

    return know


def sentence(assignment, *tests):
    return diagnose(assignment, score_exercise("double", 1.0, tests))


def test_a_confirmed_cause_is_named(assignment, know):
    know(wrong_half=("Halves.", [failed("test_value"), failed("test_zero", "value")]))
    assert sentence(assignment, failed("test_value"), failed("test_zero", "value")) == "Halves."


@pytest.mark.parametrize("code", ["value", "shape", "refused", "exception:TypeError", "timeout", "not-written"])
def test_an_equal_fingerprint_without_a_confirmed_cause_is_no_diagnosis(assignment, know, code):
    know(wrong_half=("Halves.", [failed("test_value", code)]))
    assert sentence(assignment, failed("test_value", code)) is None


@pytest.mark.parametrize(
    "other",
    [
        [failed("test_zero")],
        [failed("test_value", "doubles")],
        [failed("test_value", "value")],
        [failed("test_value"), failed("test_zero")],
    ],
)
def test_other_failures_have_no_diagnosis(assignment, know, other):
    know(wrong_half=("Halves.", [failed("test_value")]))
    assert sentence(assignment, *other) is None


@pytest.mark.parametrize("kind", [Kind.TIMEOUT, Kind.CPU_LIMIT])
def test_how_far_a_slow_answer_comes_has_no_part_in_it(assignment, know, kind):
    know(wrong_slow=("Compiles in every round.", [failed("test_value"), failed("test_long", kind, kind)]))
    assert sentence(assignment, failed("test_value")) == "Compiles in every round."
    assert sentence(assignment, failed("test_value"), failed("test_other", kind, kind)) == "Compiles in every round."


def test_misconceptions_that_look_alike_are_not_told(assignment, know):
    tests = [failed("test_value")]
    know(wrong_half=("Halves.", tests), wrong_third=("Takes a third.", tests))
    assert sentence(assignment, *tests) is None


def test_one_misconception_in_two_answers_is_one(assignment, know):
    tests = [failed("test_value")]
    know(wrong_half=("Halves.", tests), wrong_half_too=("Halves.", tests))
    assert sentence(assignment, *tests) == "Halves."


def test_what_passes_has_no_diagnosis(assignment, know):
    know(wrong_half=("Halves.", []))
    assert sentence(assignment, TestResult(name="test_value", rubric="", verdict=Verdict.PASSED)) is None


def test_an_error_of_ours_says_nothing(assignment, know):
    know(wrong_half=("Halves.", [failed("test_value")]))
    ours = TestResult(name="test_zero", rubric="", verdict=Verdict.ERROR)
    assert sentence(assignment, failed("test_value"), ours) is None


def test_without_fingerprints_there_is_no_diagnosis(assignment):
    assert sentence(assignment, failed("test_value")) is None


def test_new_fingerprints_are_noticed(assignment, know):
    know(wrong_half=("Halves.", [failed("test_value")]))
    sentence(assignment, failed("test_value"))
    know(wrong_half=("Halves it.", [failed("test_value")]))
    assert sentence(assignment, failed("test_value")) == "Halves it."


def test_the_file_is_plain_json_with_a_line_for_each_answer():
    known = {"wrong_half": Known("Halves.", (("test_value", "halves"),)), "wrong_more": Known("More.", ())}
    written = format_fingerprints({"double": known})
    entry = {"sentence": "Halves.", "fingerprint": [["test_value", "halves"]]}
    assert json.loads(written)["double"]["wrong_half"] == entry
    assert len(written.splitlines()) == 6


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "fingerprints.json"
    path.write_text('{"double": 3}')
    with pytest.raises(CourseError, match=r"fingerprints\.json.*gradax verify"):
        read_fingerprints(path)

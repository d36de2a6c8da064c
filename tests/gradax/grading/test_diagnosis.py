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


def failed(name, message=None, kind=None):
    return TestResult(name=name, rubric="", verdict=Verdict.FAILED, message=message, kind=kind)


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


def test_numbers_do_not_matter(assignment, know):
    know(wrong_half=("Halves.", [failed("test_value", "it is off by 0.25 in 3 of 12 entries")]))
    assert sentence(assignment, failed("test_value", "it is off by -1.5e-3 in 12 of 12 entries")) == "Halves."


def test_a_number_at_the_end_of_a_sentence_may_be_whole():
    whole, broken = (fingerprint([failed("test_value", f"off by {off}. Look.")]) for off in ("3", "0.25"))
    assert whole == broken


def test_numbers_in_names_do_matter():
    def words(dtype):
        return fingerprint([failed("test_value", f"it should be float32, it is {dtype}")])

    assert words("float64") != words("float16")


@pytest.mark.parametrize(
    "other",
    [
        [failed("test_zero", "off")],
        [failed("test_value", "wrong shape")],
        [failed("test_value", "off", Kind.TIMEOUT)],
        [failed("test_value", "off"), failed("test_zero", "off")],
    ],
)
def test_other_failures_have_no_diagnosis(assignment, know, other):
    know(wrong_half=("Halves.", [failed("test_value", "off")]))
    assert sentence(assignment, *other) is None


def test_misconceptions_that_look_alike_are_all_named(assignment, know):
    tests = [failed("test_value", "off")]
    know(wrong_half=("Halves.", tests), wrong_third=("Takes a third.", tests))
    assert sentence(assignment, *tests) == "Halves. Or: Takes a third."


def test_a_long_list_of_misconceptions_is_none(assignment, know):
    tests = [failed("test_value", "off")]
    know(**{f"wrong_{share}": (f"Takes a {share}.", tests) for share in ("third", "fourth", "fifth", "sixth")})
    assert sentence(assignment, *tests) is None


def test_one_misconception_in_two_answers_is_one(assignment, know):
    tests = [failed("test_value", "off")]
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


def test_the_file_is_plain_json():
    written = format_fingerprints({"double": {"wrong_half": Known("Halves.", (("test_value", Kind.EXCEPTION, "#"),))}})
    entry = {"sentence": "Halves.", "fingerprint": [["test_value", "exception", "#"]]}
    assert json.loads(written) == {"double": {"wrong_half": entry}}


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "fingerprints.json"
    path.write_text('{"double": 3}')
    with pytest.raises(CourseError, match=r"fingerprints\.json.*gradax verify"):
        read_fingerprints(path)

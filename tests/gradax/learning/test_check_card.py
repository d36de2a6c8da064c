from gradax import codes
from gradax.learning.check_card import Mark, card_of
from gradax.results import Kind, TestResult, Verdict


def result(verdict=Verdict.FAILED, message=None, *, rubric="It works.", kind=None, code="value"):
    return TestResult(name="test_it", rubric=rubric, verdict=verdict, message=message, kind=kind, code=code)


def card(*results):
    return card_of("double", results, 0.25, 10)


def marks(made):
    return [line.mark for line in made.lines]


def test_all_passing():
    made = card(result(Verdict.PASSED), result(Verdict.PASSED))
    assert made.passed
    assert made.summary == "both checks pass"


def test_a_card_without_checks_has_not_passed():
    made = card()
    assert not made.passed
    assert made.summary == "no checks were found"


def test_a_failure_has_its_message_and_its_values():
    (line,) = card(result(message="`f(x)` is off.\nexpected: 1\n     got: 2")).lines
    assert (line.mark, line.message, line.detail) == (Mark.FAILED, "`f(x)` is off.", "expected: 1\n     got: 2")


def test_the_first_values_keep_their_indentation():
    (line,) = card(result(message="Off.\n     got: 2\nexpected: 1")).lines
    assert line.detail.startswith("     got")


def test_one_mistake_gives_one_message():
    made = card(result(message="Same.\nx = 1"), result(message="Same.\nx = 2"), result(message="Other."))
    assert marks(made) == [Mark.FAILED, Mark.WAITING, Mark.FAILED]
    assert (made.lines[1].message, made.lines[1].note) == ("", "same reason as above")


def test_a_missing_name_is_told_once():
    made = card(
        result(message="`f` is not defined: run it.", kind=Kind.NOT_DEFINED),
        result(message="`g` is not defined: run it.", kind=Kind.NOT_DEFINED),
    )
    assert marks(made) == [Mark.FAILED, Mark.WAITING]


def test_what_is_not_written_yet_lists_what_will_be_checked():
    made = card(
        result(message="`f` is not written yet.\nNotImplementedError:", code=codes.NOT_WRITTEN),
        result(message="This is not written yet.", code=codes.NOT_WRITTEN),
    )
    assert made.unwritten
    assert marks(made) == [Mark.WAITING, Mark.WAITING]
    assert made.summary == "not written yet"
    assert made.hintable


def test_a_part_that_is_not_written_yet_has_no_values():
    unwritten = result(message="`g` is not written yet.\nNotImplementedError: write me", code=codes.NOT_WRITTEN)
    made = card(result(Verdict.PASSED), unwritten)
    assert not made.unwritten
    assert (made.lines[1].message, made.lines[1].detail) == ("`g` is not written yet.", "")


def test_a_broken_check_is_nobodys_mistake():
    made = card(result(Verdict.ERROR, "The test itself went wrong.\nKeyError"))
    assert marks(made) == [Mark.BROKEN]
    assert "show this card to your instructor" in made.lines[0].message
    assert not made.hintable
    assert not made.passed


def test_two_failures_without_a_message_stay_two():
    first, second = result(), TestResult(name="test_other", rubric="Other.", verdict=Verdict.FAILED)
    assert marks(card(first, second)) == [Mark.FAILED, Mark.FAILED]


def test_a_check_without_a_sentence_goes_by_its_name():
    assert card(result(rubric="")).lines[0].claim == "test_it"


def test_worth_in_words():
    assert [card_of("f", [], 0, points).worth for points in (None, 1, 2.5)] == ["", "1 point", "2.5 points"]

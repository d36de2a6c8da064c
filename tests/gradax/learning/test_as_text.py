from gradax.learning.as_text import check_card_text
from gradax.learning.check_card import card_of
from gradax.results import TestResult, Verdict

PASSED = TestResult(name="test_a", rubric="It is fine.", verdict=Verdict.PASSED)


def test_a_failing_card():
    failed = TestResult(
        name="test_b", rubric="It works.", verdict=Verdict.FAILED, message="`double(3)` is off.\ngot: 9"
    )
    assert check_card_text(card_of("double", [PASSED, failed], 0.25, 10)) == (
        "✗ double: 1 of 2 checks pass (10 points, 0.2 s)\n"
        "  ✓ It is fine.\n"
        "  ✗ It works.\n"
        "    `double(3)` is off.\n"
        "      got: 9\n"
        '  Stuck? Run hint("double") for a hint.'
    )


def test_a_passing_card():
    assert check_card_text(card_of("double", [PASSED], 0.25)) == "✓ double: passed (0.2 s)"


def test_no_message_steers_the_terminal():
    failed = TestResult(name="t", rubric="\x1b[2J", verdict=Verdict.FAILED, message="\x1b[2J[red]\n\x1b[2J")
    text = check_card_text(card_of("double", [failed], 0))
    assert "\x1b" not in text
    assert "[red]" in text


def test_in_a_kernel_making_the_text_shows_nothing(monkeypatch, capsys):
    # There, Rich would display what it prints, and the card would stand in the notebook twice.
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert check_card_text(card_of("double", [PASSED], 0.25)) == "✓ double: passed (0.2 s)"
    assert capsys.readouterr().out == ""

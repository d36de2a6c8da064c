from html.parser import HTMLParser

import pytest

from gradax.course.config import FeedbackPolicy
from gradax.gradebook.cards.verdict_card import card_html, card_text, status_of, summary_html, summary_text, tally
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, TestResult, Verdict

PAYLOAD = "<script>alert(1)</script><img src=x onerror='alert(1)'>\x1b[31m\u202e\"'"


def exercise(verdict=Verdict.FAILED, text="The bound.", **more):
    tests = [
        TestResult(name="test_a", rubric=text, verdict=Verdict.PASSED),
        TestResult(name="test_b", rubric=text, verdict=verdict, kind=Kind.TIMEOUT, message=text),
    ]
    return ExerciseResult(name="clamp", score=7.5, max_score=10.0, verdict=verdict, tests=tests, **more)


def submission(status=Status.GRADED, **more):
    return SubmissionResult(
        student="ada", assignment="01", status=status, protection="A", score=7.5, max_score=10, seconds=1.0, **more
    )


def tags(html):
    found = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Parser().feed(html)
    return found


@pytest.mark.parametrize("make", [card_html, card_text])
@pytest.mark.parametrize("word", ["clamp", "failed", "✗", "✓", "7.5 of 10 points", "took too long", "The bound."])
def test_a_card_says_what_happened(make, word):
    assert word in make(exercise())


@pytest.mark.parametrize("make", [card_html, card_text])
def test_an_error_of_ours_is_not_blamed_on_the_student(make):
    assert "not your fault" in make(exercise(Verdict.ERROR))


@pytest.mark.parametrize("make", [card_html, card_text])
def test_a_diagnosis_says_what_it_looks_like(make):
    assert "like this: Two keys are the same." in make(exercise(diagnosis="Two keys are the same."))


@pytest.mark.parametrize("make", [card_html, card_text])
def test_the_policy_can_keep_messages_back(make):
    shown = make(exercise(text="The bound."), FeedbackPolicy(show_messages=False))
    assert shown.count("The bound.") == 2  # the rubric of both tests, and no message


@pytest.mark.parametrize("make", [card_html, card_text])
def test_the_policy_can_keep_the_diagnosis_back(make):
    assert "keys" not in make(exercise(diagnosis="Two keys."), FeedbackPolicy(show_diagnosis=False))


@pytest.mark.parametrize(
    "html",
    [
        card_html(exercise(text=PAYLOAD, diagnosis=PAYLOAD)),
        summary_html(submission(warnings=[PAYLOAD])),
    ],
)
def test_what_is_not_ours_is_only_text(html):
    found = tags(html)
    assert {tag for tag, _ in found} <= {"div", "span", "strong", "code", "ul", "li", "em", "p"}
    assert {name for _, attributes in found for name in attributes} <= {"style", "role", "aria-label", "aria-hidden"}
    assert "\x1b" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize(
    ("status", "words"), [(Status.GRADED, "graded"), (Status.MALFORMED, "cannot be read"), (Status.ERROR, "not final")]
)
def test_a_summary_names_the_status_and_the_warnings(status, words):
    result = submission(status, warnings=["A cell is missing."])
    for shown in (summary_html(result), summary_text(result)):
        assert words in shown
        assert "A cell is missing." in shown


def test_a_message_is_read_with_its_code_and_emphasis():
    html = card_html(exercise(text="`f(x)` is *off*.", diagnosis="Calls `g`."))
    assert html.count(">f(x)</code> is <em>off</em>.") == 3  # both rubrics and the message
    assert ">g</code>." in html
    assert ">x</code>" in summary_html(submission(warnings=["The cell `x` is missing."]))


def test_a_card_without_a_style_sheet_styles_its_code_itself():
    styles = [attributes.get("style") for tag, attributes in tags(card_html(exercise(text="`a`"))) if tag == "code"]
    assert all(styles)


def test_follow_through_is_told():
    judged = ExerciseResult(
        name="fit", score=5.0, max_score=5.0, verdict=Verdict.PASSED, follow_through=("mse", "sgd_step")
    )
    sentence = "Judged with the reference's version of `mse` and `sgd_step` in place of yours"
    assert sentence in card_text(judged)
    assert "Judged with the reference" in card_html(judged)
    assert "Judged" not in card_text(ExerciseResult(name="fit", score=5.0, max_score=5.0, verdict=Verdict.PASSED))


@pytest.mark.parametrize("make", [summary_html, summary_text])
def test_a_summary_says_what_is_left_for_people(make):
    assert "7.5 of 10 points, and 5 more are graded by hand" in make(submission(by_hand=5.0))
    assert "by hand" not in make(submission())


@pytest.mark.parametrize("make", [summary_html, summary_text])
def test_a_summary_repeats_the_receipt(make):
    assert "gradax receipt 01.ipynb K7QX-23PD-M4TR-AB5C" in make(submission(receipt="K7QX-23PD-M4TR-AB5C"))


@pytest.mark.parametrize("make", [summary_html, summary_text])
def test_a_summary_without_a_receipt_says_nothing_of_one(make):
    assert "eceipt" not in make(submission())


def graded(*verdicts, blank=0, score=5.0):
    claims = [exercise(verdict) for verdict in verdicts]
    return SubmissionResult(
        student="ada", assignment="01", status=Status.GRADED, protection="A", score=score, max_score=10, seconds=1.0,
        exercises=claims + [unwritten()] * blank,
    )  # fmt: skip


def unwritten():
    test = TestResult(
        name="test_a", rubric="It adds.", verdict=Verdict.FAILED, kind=Kind.EXCEPTION, code="not-written", message="No."
    )
    return ExerciseResult(name="add", score=0.0, max_score=5.0, verdict=Verdict.FAILED, tests=[test])


@pytest.mark.parametrize(
    ("result", "look", "words"),
    [
        (graded(Verdict.PASSED), "passed", "graded: every exercise passes"),
        (graded(Verdict.PASSED, Verdict.FAILED), "partly", "graded: 1 of 2 exercises passes"),
        (graded(Verdict.FAILED, blank=2, score=0.0), "failed", "graded: 0 of 3 exercises pass, 2 are not written yet"),
        (submission(), "partly", "graded"),
    ],
)
def test_a_status_is_no_better_than_the_work(result, look, words):
    assert (status_of(result)[0].name, status_of(result)[1]) == (look, words)


def test_what_is_not_written_is_not_called_failed():
    for shown in (card_html(unwritten()), card_text(unwritten())):
        assert "not written yet" in shown
        assert "It adds." in shown
        assert "failed" not in shown
        assert "No." not in shown


def test_one_mistake_is_told_once():
    told = "raised TypeError: it is odd. It stopped in `f`, line 2: `x`."
    tests = [
        TestResult(
            name=f"test_{n}", rubric=str(n), verdict=Verdict.FAILED, kind=Kind.EXCEPTION, message=f"{who} {told}"
        )
        for n, who in enumerate(["`f`", "Your code"])
    ]
    card = card_text(ExerciseResult(name="f", score=0.0, max_score=5.0, verdict=Verdict.FAILED, tests=tests))
    assert card.count("it is odd") == 1
    assert "(raised an exception, same reason as above)" in card


@pytest.mark.parametrize("on_page", [True, False])
def test_values_keep_their_lines(on_page):
    html = card_html(exercise(text="It is off.\nexpected: [1,\n           2]\n     got: 3"), on_page=on_page)
    assert "expected: [1,\n           2]\n     got: 3</pre>" in html


def test_on_a_page_the_style_sheet_speaks():
    assert not [attributes for _, attributes in tags(card_html(exercise(), on_page=True)) if "style" in attributes]
    assert "<details>" in card_html(exercise(Verdict.PASSED), on_page=True)
    assert "<details>" not in card_html(exercise(Verdict.PASSED))


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (exercise(), "1 of 2 tests passes"),
        (exercise(Verdict.PASSED), "both tests pass"),
        (unwritten(), "not written yet"),
    ],
)
def test_a_tally(result, words):
    assert tally(result) == words

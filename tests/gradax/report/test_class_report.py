from html.parser import HTMLParser

import pytest

from gradax.gradebook.record import GradeByHand
from gradax.report.as_html import as_html
from gradax.report.as_text import as_text
from gradax.report.class_report import summarise
from gradax.results import Kind, Status, Verdict

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J"


@pytest.fixture
def report(make_result):
    """Four submissions: perfect, half, hostile, unreadable; and one that we did not manage."""
    return summarise(
        "A title",
        "01_tiny",
        [
            make_result("ada"),
            make_result("bob", 50.0, diagnosis="Forgets the upper bound."),
            make_result("eve", 50.0, kind=Kind.EXITED, protection=None),
            make_result("mal", 0.0, status=Status.MALFORMED, warnings=["The file is empty."]),
            make_result("zoe", 50.0, status=Status.ERROR, verdict=Verdict.ERROR),
        ],
        ["somewhere/results.json: damaged"],
    )


def test_the_histogram_counts_shares_and_leaves_out_what_is_not_final(report):
    assert report.histogram == [1, 0, 0, 0, 0, 2, 0, 0, 0, 1]


def test_the_middle_is_of_the_shares(report):
    assert report.middle == (0.5, 0.5)


def test_pass_rates_are_of_those_that_were_graded(report):
    assert report.exercises[0].pass_rate == 0.25
    assert report.exercises[0].verdicts == {Verdict.PASSED: 1, Verdict.FAILED: 2, Verdict.ERROR: 1}


def test_failures_and_errors_are_counted_test_by_test(report):
    count = report.exercises[0].tests["test_b"]
    assert (count.failed, count.errors) == (["bob", "eve"], ["zoe"])


def test_misconceptions_and_endings_name_their_students(report):
    assert report.exercises[0].misconceptions == {"Forgets the upper bound.": ["bob"]}
    assert report.endings == {Kind.EXITED: ["eve"]}


def test_an_empty_class_is_no_trouble():
    report = summarise("A title", "01_tiny", [], [])
    assert "0 submissions" in as_text(report)
    assert "0 submissions" in as_html(report)


@pytest.mark.parametrize("show", [as_text, as_html])
@pytest.mark.parametrize(
    "word",
    [
        "A title", "5 submissions", "median 50 %", "Forgets the upper bound.", "A bound holds.", "ended Python",
        "The file is empty.", "damaged", "Graded without protection", "eve",
    ],
)  # fmt: skip
def test_both_forms_tell_it(report, show, word):
    assert word in show(report)


def test_a_payload_is_text_in_the_page(make_result):
    made = make_result(PAYLOAD, 50.0, text=PAYLOAD, diagnosis=PAYLOAD, warnings=[PAYLOAD], kind=Kind.TIMEOUT)
    html = as_html(summarise(PAYLOAD, "01_tiny", [made], [PAYLOAD]))
    found = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, [name for name, _ in attrs]))

    Parser().feed(html)
    assert not {tag for tag, _ in found} & {"script", "img", "iframe", "link", "object", "svg"}
    assert not [name for _, names in found for name in names if name.startswith("on")]
    assert "\x1b" not in html


def test_a_payload_does_not_steer_the_terminal(make_result):
    assert "\x1b" not in as_text(summarise("A title", "01_tiny", [make_result(PAYLOAD, 50.0, warnings=[PAYLOAD])], []))


def test_the_page_is_read_with_code_and_emphasis(make_result):
    made = make_result("ada", 50.0, diagnosis="Calls `g` *twice*.", warnings=["The cell `x` is missing."])
    html = as_html(summarise("A title", "01_tiny", [made], []))
    assert "Calls <code>g</code> <em>twice</em>." in html
    assert "The cell <code>x</code> is missing." in html


def test_code_that_replaces_what_tests_rely_on_is_named(make_result):
    made = make_result("mallory", replaced=["jax.make_jaxpr"])
    assert "mallory: The code replaces `jax.make_jaxpr`." in as_text(summarise("A title", "01_tiny", [made], []))


def test_the_text_says_how_many(make_result):
    assert "1 submission (1 graded)" in as_text(summarise("A title", "01_tiny", [make_result("ada")], []))


@pytest.fixture
def read_by_people(make_result):
    """A class with a question that two of three are graded on, and one without points."""
    given = [
        GradeByHand("ada", "why", 4.0, 4.0),
        GradeByHand("bob", "why", 2.0, 4.0),
        GradeByHand("eve", "why", None, 4.0),
    ]
    given += [GradeByHand(student, "explain", 0.0, 0.0) for student in ("ada", "bob", "eve")]
    return summarise("A title", "01_tiny", [make_result("ada")], [], given)


def test_what_people_gave_is_counted_apart(read_by_people):
    why, _ = read_by_people.by_hand
    assert (why.mean_share, why.waiting) == (0.75, ["eve"])
    assert read_by_people.middle == (1.0, 1.0)


def test_both_forms_tell_what_waits_for_people(read_by_people):
    text = as_text(read_by_people)
    assert "why (4 points): 2 graded, 75 % of the points on average; 1 waiting: eve" in text
    assert "explain (no points)" in text
    assert "The scores above and below are the tests' alone." in as_html(read_by_people)


def test_where_people_grade_nothing_nothing_is_said_of_it(report):
    assert "by hand" not in as_text(report) + as_html(report)

from html.parser import HTMLParser

import msgspec
import pytest
from msgspec import UNSET

from gradax.gradebook.database.grades import GradeByHand
from gradax.report.as_html import as_html
from gradax.report.as_text import as_text
from gradax.report.class_code import ClassCode
from gradax.report.class_report import summarise
from gradax.report.counts import ExerciseOutcome
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, Verdict
from gradax.results import TestResult as Judged

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


def test_rates_are_of_those_that_were_judged(report):
    assert report.exercises[0].pass_rate == pytest.approx(1 / 3)
    assert report.exercises[0].outcomes == {
        ExerciseOutcome.PASSED: 1,
        ExerciseOutcome.PARTLY: 2,
        ExerciseOutcome.NOT_GRADED: 1,
    }
    assert report.exercises[0].tests["test_b"].failure_rate == pytest.approx(2 / 3)


def test_failures_and_errors_are_counted_test_by_test(report):
    count = report.exercises[0].tests["test_b"]
    assert (count.failed, count.errors) == (["bob", "eve"], ["zoe"])


def test_misconceptions_and_endings_name_their_students(report):
    assert report.exercises[0].misconceptions == {"Forgets the upper bound.": ["bob"]}
    (ending,) = report.endings
    assert (ending.kind, ending.students, ending.tests) == (Kind.EXITED, ["eve"], {"clamp": 1})


def test_an_empty_class_is_no_trouble():
    report = summarise("A title", "01_tiny", [], [])
    assert "0 submissions; nothing to count yet" in as_text(report)
    html = as_html(report)
    assert "0 submissions; nothing to count yet" in html
    assert "There is no final score yet." in html
    assert "Nobody's exercises are graded yet." in html
    assert "<svg" not in html


def test_of_one_submission_nothing_is_said_but_what_it_is(make_result):
    html = as_html(summarise("A title", "01_tiny", [make_result("ada", 50.0)], []))
    assert "1 submission (1 graded)" in html
    assert "too few to say" in html
    assert "⚑" not in html


@pytest.mark.parametrize("score", [0.0, 50.0, 100.0])
def test_of_a_class_that_is_all_the_same_no_test_goes_with_the_rest(make_result, score):
    report = summarise("A title", "01_tiny", [make_result(f"s{n}", score) for n in range(12)], [])
    (exercise,) = report.exercises
    assert exercise.discrimination is None
    assert [test.correlation for test in exercise.tests.values()] == [None, None]
    assert report.alike == []
    assert "12 submissions" in as_html(report)


def test_nobody_is_there_but_unreadable_files(make_result):
    html = as_html(summarise("A title", "01_tiny", [make_result("mal", 0.0, status=Status.MALFORMED)], ["damaged"]))
    assert "1 submission (1 malformed)" in html


@pytest.mark.parametrize("show", [as_text, as_html])
def test_both_forms_tell_it(report, show):
    words = (
        "A title", "5 submissions", "median 50 %", "Forgets the upper bound.", "A bound holds.", "ended Python",
        "The file is empty.", "damaged", "Graded without protection", "eve",
    )  # fmt: skip
    text = show(report)
    assert [word for word in words if word not in text] == []


def test_a_payload_is_text_in_the_page(make_result):
    made = make_result(PAYLOAD, 50.0, text=PAYLOAD, diagnosis=PAYLOAD, warnings=[PAYLOAD], kind=Kind.TIMEOUT)
    html = as_html(summarise(PAYLOAD, "01_tiny", [made], [PAYLOAD]))
    found = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, [name for name, _ in attrs]))

    Parser().feed(html)
    assert not {tag for tag, _ in found} & {"script", "img", "iframe", "link", "object"}
    assert [tag for tag, _ in found].count("svg") == html.count('<svg role="img"') == 4
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


def judged(student, first, second, *, blank=False):
    """A result with two exercises, whose one test each passes or fails."""

    def exercise(name, passes):
        verdict = Verdict.PASSED if passes else Verdict.FAILED
        code = "not-written" if blank else UNSET if passes else "value"
        kind = Kind.EXCEPTION if blank else None
        test = Judged(name=f"test_{name}", rubric=f"The {name} holds.", verdict=verdict, code=code, kind=kind)
        return ExerciseResult(name=name, score=10.0 * passes, max_score=10.0, verdict=verdict, tests=[test])

    exercises = [exercise("first", first), exercise("second", second)]
    return SubmissionResult(
        student=student, assignment="01_tiny", status=Status.GRADED, protection="A", score=10.0 * (first + second),
        max_score=20.0, seconds=1.0, exercises=exercises,
    )  # fmt: skip


def test_exercises_and_tests_go_with_the_rest_or_not():
    report = summarise("T", "01_tiny", [judged(f"s{n}", n % 2, n % 2) for n in range(20)], [])
    first, second = report.exercises
    assert first.discrimination.r == pytest.approx(1.0)
    assert second.tests["test_second"].correlation.r == pytest.approx(1.0)
    assert report.suspects == []


def test_a_test_that_goes_against_the_rest_is_to_be_looked_at():
    report = summarise("T", "01_tiny", [judged(f"s{n}", n % 2, 1 - n % 2) for n in range(20)], [])
    assert [exercise.name for exercise, _ in report.suspects] == ["first", "second"]
    for shown in (as_text(report), as_html(report)):
        assert "Who passes the other tests fails this one more often." in shown


def test_a_test_that_goes_with_nothing_is_to_be_looked_at():
    results = [judged(f"s{n}", n % 2, n // 2 % 2) for n in range(200)]
    for _, test in summarise("T", "01_tiny", results, []).suspects:
        assert test.suspicions == ["Passing it has little to do with passing the other tests."]
    assert len(summarise("T", "01_tiny", results, []).suspects) == 2


def test_of_a_test_that_few_fail_a_low_correlation_says_nothing():
    results = [judged(f"s{n}", n % 2, n > 4) for n in range(200)]
    (exercise,) = {exercise.name for exercise, _ in summarise("T", "01_tiny", results, []).suspects}
    assert exercise == "first"


def test_a_test_that_nearly_everybody_fails_is_to_be_looked_at():
    report = summarise("T", "01_tiny", [judged(f"s{n}", 1, 0) for n in range(10)], [])
    ((_, test),) = report.suspects
    assert test.suspicions == ["Nearly everybody who wrote the exercise fails it."]


def test_a_test_that_failed_on_our_side_is_to_be_looked_at(report):
    assert [test.suspicions for _, test in report.suspects] == [["It ended in an error of ours."]]


def test_blank_is_told_from_failed():
    report = summarise("T", "01_tiny", [judged("ada", 0, 1), judged("bob", 0, 0, blank=True)], [])
    first, _ = report.exercises
    assert first.outcomes == {ExerciseOutcome.FAILED: 1, ExerciseOutcome.BLANK: 1}
    assert (first.attempts, first.mean_share, first.tests["test_first"].failed) == (1, 0.0, ["ada"])
    assert (report.blank, report.endings) == (["bob"], [])
    assert "Nothing written: bob" in as_text(report)
    assert "<td>– – </td>" in as_html(report)


def test_a_blank_class_fails_nothing():
    report = summarise("T", "01_tiny", [judged(f"s{n}", 0, 0, blank=True) for n in range(12)], [])
    assert report.suspects == []
    assert [exercise.unknown for exercise in report.exercises] == [[], []]
    assert "not written by 12" in as_text(report)


CODE = "def clamp(x, low, high):\n    adas = 'Ada'\n    return min(high, x)\n"


@pytest.fixture
def with_code(make_result):
    """A class of three: one with a diagnosis, two who fail in the same unknown way; their code; a feedback page."""
    results = [make_result("ada", 50.0, diagnosis="Forgets the lower bound."), make_result("bob", 50.0)]
    work = ClassCode({"ada": {"clamp": CODE}, "bob": {"clamp": CODE.replace("min", "max")}})
    pages = {"ada": "../../feedback/ada/01_tiny/01_tiny.html"}
    return summarise("T", "01_tiny", [*results, make_result("eve", 50.0)], [], work=work, pages=pages)


def test_a_misconception_has_an_example_without_its_author(with_code):
    (exercise,) = with_code.exercises
    (example,) = exercise.examples.values()
    assert "return min(high, x)" in example
    assert "ada" not in example.casefold()
    assert "return min(high, x)" in as_html(with_code)


def test_unknown_failures_are_counted_in_clusters(with_code):
    (exercise,) = with_code.exercises
    assert [cluster.students for cluster in exercise.unknown] == [["bob"], ["eve"]]
    assert "2 fail without a diagnosis, in 2 ways" in as_text(with_code)
    assert "Failures without a diagnosis" in as_html(with_code)


def test_students_lead_to_their_feedback_where_it_is_written(with_code):
    html = as_html(with_code)
    assert '<a href="../../feedback/ada/01_tiny/01_tiny.html">ada</a>' in html
    assert ">bob</a>" not in html


def test_where_no_feedback_is_written_it_says_how_to_get_it(report):
    assert "<code>gradax feedback 01_tiny</code>" in as_html(report)


def test_many_names_are_cut_short(make_result):
    html = as_html(summarise("T", "01_tiny", [make_result(f"s{n:02}", 50.0) for n in range(15)], []))
    assert "s10, s11 and 3 more" in html


def test_two_names_are_joined(make_result):
    assert "s0 and s1" in as_html(summarise("T", "01_tiny", [make_result(f"s{n}", 50.0) for n in range(2)], []))


def test_who_writes_nearly_the_same_is_listed_and_not_accused(make_result):
    lines = "".join(f"    x = f_{n}(x * {n}, scale={n})\n" for n in range(15))
    work = ClassCode({student: {"clamp": f"def clamp(x):\n{lines}"} for student in ("ada", "bob")})
    report = summarise("T", "01_tiny", [make_result("ada"), make_result("bob")], [], work=work)
    assert "ada and bob: 100 % in common" in as_text(report)
    assert "A list to look at, never an accusation." in as_html(report)


def test_seconds_are_counted_between_round_numbers(make_result):
    results = [msgspec.structs.replace(make_result(f"s{n}"), seconds=n * 0.7) for n in range(11)]
    report = summarise("T", "01_tiny", results, [])
    counts, edges = report.durations
    assert (counts, edges) == ([2, 1, 2, 1, 2, 1, 1, 1], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
    assert [result.student for result in report.slowest] == ["s10", "s9", "s8", "s7", "s6"]

import re

import pytest

from gradax.learning.as_html import overview_html
from gradax.learning.as_text import plain
from gradax.learning.check_card import Mark
from gradax.learning.overview import ExerciseRow, Overview, Standing, duration, overview_of, summary_of
from gradax.learning.overview_as_text import ALL_PASS, course_renderable, next_step, overview_text


def row(name="double", mark=Mark.PASSED, summary="passed", points=10.0, minutes=12, hints=0):
    return ExerciseRow(Standing(name, mark, summary), points, minutes, hints)


FAILED = row("last", Mark.FAILED, "0 of 2 checks pass", 5.0, 20, 2)
BEGUN = Overview("01_small", "01 · Small", (row(), FAILED))
DONE = Overview("02_done", "02 · Done", (row(),))


def test_it_counts_what_passes():
    assert (BEGUN.passed, BEGUN.earned, BEGUN.worth, BEGUN.minutes_left, BEGUN.done) == (1, 10, 15, 20, False)
    assert BEGUN.summary == "1 of 2 exercises pass, 10 of 15 points so far, about 20 minutes left"


def test_what_is_next_is_the_first_that_does_not_pass():
    assert BEGUN.next == FAILED
    assert next_step(BEGUN, "Go.") == "Next: `last` (0 of 2 checks pass, about 20 minutes). Go."
    assert next_step(DONE, "Go.") == ALL_PASS


def test_points_and_times_that_are_not_known_are_not_told():
    unknown = Overview("a", "A", (row(points=None, minutes=None), row("b", Mark.WAITING, "-", None, None)))
    assert unknown.summary == "1 of 2 exercises pass"


def squeezed(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def test_as_text():
    assert squeezed(overview_text(BEGUN, "Go.")) == [
        "01 · Small",
        "█░ 1 of 2 exercises pass, 10 of 15 points so far, about 20 minutes left",
        "",
        "exercise points time hints",
        "✓ double passed 10/10 12 min",
        "✗ last 0 of 2 checks pass 0/5 20 min 2/3",
        "",
        "Next: `last` (0 of 2 checks pass, about 20 minutes). Go.",
    ]


def test_a_course_as_text():
    assert squeezed(plain(course_renderable([DONE, BEGUN]))) == [
        "assignment pass points time",
        "02_done █ 1/1 10/10",
        "01_small █░ 1/2 10/15 20 minutes left",
        "",
        "2 of 3 exercises pass, 20 of 25 points so far, about 20 minutes left.",
        "Next: `last` in 01_small. Run `gradax check 01_small --watch`.",
    ]


def test_a_course_that_is_done():
    assert plain(course_renderable([DONE, DONE])).endswith("Every exercise of the course passes. Well done.")


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1 minute"), (80, "80 minutes"), (90, "1.5 hours"), (120, "2 hours"), (170, "3 hours")]
)
def test_a_time_in_words(minutes, words):
    assert duration(minutes) == words


def test_nothing_at_all():
    assert summary_of([]) == "0 of 0 exercises pass"
    assert not Overview("a", "A", ()).done


def body(overview):
    return re.sub(r"<style>.*?</style>", "", overview_html(overview, "Next: `last`."), flags=re.DOTALL)


def test_as_html():
    html = body(BEGUN)
    assert '<tr class="failed">' in html
    assert "<td>0 of 2 checks pass</td>" in html
    assert '<i style="width: 50%"></i>' in html
    assert '<div class="foot">Next: <code>last</code>.</div>' in html


def test_html_is_escaped_and_loads_nothing():
    evil = "<img src=x onerror=alert(1)>"
    html = body(Overview(evil, evil, (row(evil, Mark.FAILED, evil),)))
    assert "<img" not in html
    assert not re.search(r"url\(|@import|href=|https?:", overview_html(BEGUN, ""))


def test_an_overview_of_a_workplace(make):
    overview = overview_of(make(), [Standing("double", Mark.PASSED, "passed")], "Trouble.")
    assert overview == Overview("01_small", "01_small", (row(minutes=None),), "Trouble.")

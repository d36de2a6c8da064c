import pytest

from gradax.gradebook.listing import Stop, listing, stops_of
from gradax.results import ExerciseResult, TestResult, Verdict

SOURCE = "\nx = 1\ndef f(x):\n    '''a <b>\n    c'''\n    return x & `1`\n\n"


def stops(message):
    test = TestResult(name="t", rubric="r", verdict=Verdict.FAILED, message=message)
    return stops_of([ExerciseResult(name="f", score=0, max_score=1, verdict=Verdict.FAILED, tests=[test])])


def marked(source, *stops):
    return [number for number, line in enumerate(listing(source, stops), start=1) if line.stopped]


def test_every_line_is_there_and_escaped():
    lines = listing(SOURCE)
    assert len(lines) == len(SOURCE.splitlines())
    assert "&lt;b&gt;" in lines[3].code
    assert not any("\n" in line.code for line in lines)


def test_what_acts_on_a_reader_is_not_there():
    assert "\u202e" not in listing("x = '\u202e'")[0].code


@pytest.mark.parametrize("source", ["", "%%html\n<script>", "def f(:\n", "'''", "a\x0cb\u2028c\r\nd"])
def test_whatever_it_is_it_is_listed(source):
    assert len(listing(source)) == len(source.splitlines())


def test_a_message_says_where_it_stopped():
    (stop,) = stops("`f` raised X: it is odd. It stopped in `g`, line 6: `return x & '1'`, called by `f`.")
    assert stop == Stop("g", 6, "return x & '1'")
    (stop,) = stops("It stopped in line 2 of the solution cell of `f`: `x = 1`.")
    assert stop == Stop(None, 2, "x = 1")
    assert stops("It does not say.") == []


def test_the_line_is_marked_where_number_function_and_text_agree():
    source = "x = 1\ndef f(x):\n    return x\n"
    assert marked(source, Stop("f", 3, "return x")) == [3]
    assert marked(source, Stop(None, 1, "x = 1")) == [1]
    assert marked(source, Stop("g", 3, "return x"), Stop("f", 2, "return x"), Stop("f", 9, "return x")) == []

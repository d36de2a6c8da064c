import pytest

from gradax.gradebook.converters.listing import listing, stops_of
from gradax.results import ExerciseResult, Stop, TestResult, Verdict

SOURCE = "\nx = 1\ndef f(x):\n    '''a <b>\n    c'''\n    return x & `1`\n\n"


def marked(source, *stops):
    return [number for number, line in enumerate(listing(source, "f", stops), start=1) if line.stopped]


def test_every_line_is_there_and_escaped():
    lines = listing(SOURCE, "f")
    assert len(lines) == len(SOURCE.splitlines())
    assert "&lt;b&gt;" in lines[3].code
    assert not any("\n" in line.code for line in lines)


def test_what_acts_on_a_reader_is_not_there():
    assert "\u202e" not in listing("x = '\u202e'", "f")[0].code


@pytest.mark.parametrize("source", ["", "%%html\n<script>", "def f(:\n", "'''", "a\x0cb\u2028c\r\nd"])
def test_whatever_it_is_it_is_listed(source):
    assert len(listing(source, "f")) == len(source.splitlines())


def test_each_place_is_marked_once():
    tests = [
        TestResult(name=name, rubric="r", verdict=Verdict.FAILED, stop=Stop("f", 3)) for name in ("test_a", "test_b")
    ]
    silent = TestResult(name="test_c", rubric="r", verdict=Verdict.FAILED)
    failed = ExerciseResult(name="f", score=0, max_score=1, verdict=Verdict.FAILED, tests=[*tests, silent])
    assert stops_of([failed]) == {Stop("f", 3)}


def test_the_line_is_marked_in_its_own_cell():
    source = "x = 1\ndef f(x):\n    return x\n"
    assert marked(source, Stop("f", 3), Stop("g", 1), Stop("f", 9)) == [3]

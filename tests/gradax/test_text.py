import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradax.text import STAND_IN, counted, listed, nearest, one_line, points, printable, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\n\ttext", "plain\n\ttext"),
        ("two\r\nlines", "two\nlines"),
        ("\x1b[2Jgone", "�gone"),
        ("\x1b[1;31mred\x1b[0m", "�red�"),
        ("\x1b]0;title\x07after", "�after"),
        ("\x1b]52;c;aGk=\x1b\\after", "�after"),
        ("\x1b]8;;http://x", "�"),
        ("cut off \x1b", "cut off �"),
        ("\x1bcreset \x1b\nnext \x1b\x1b[2J", "�reset �\nnext ��"),
        ("a\rb\x00c\x9bd\x7f", "a�b�c�d�"),
        ("right\u202eleft\u2066", "right�left�"),
        ("zero\u200bwidth\ufeff", "zero�width�"),
        ("a line\u2028and\u2029another\x85", "a line�and�another�"),
        ("half \ud83d", "half �"),
        ("private \ue000, tags \U000e0041", "private �, tags �"),
        ("naïve ∂ 日本 😀 and\xa0spaces\u2009", "naïve ∂ 日本 😀 and\xa0spaces\u2009"),
        ("", ""),
    ],
)
def test_what_acts_on_a_terminal_or_cannot_be_seen_is_replaced(text, shown):
    assert printable(text) == shown


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_shown(text):
    shown = printable(text)
    assert shown.encode().decode() == shown
    assert not [char for char in shown if char not in "\n\t" and unicodedata.category(char).startswith("C")]
    assert printable(shown) == shown


def test_what_shows_nothing_can_be_written_out():
    assert visible("é\n \u200b\U000e0041😀") == "é\n \\u200b\\U000e0041😀"


def test_the_stand_in_is_one_that_stays():
    assert printable(STAND_IN) == STAND_IN


def test_one_line():
    assert one_line("  a\n\tb \x1b[31m c\u2028d ") == "a b � c�d"


@pytest.mark.parametrize(
    ("names", "at_most", "text"),
    [
        ([], None, ""),
        (["a"], None, "a"),
        (["a", "b"], None, "a and b"),
        (["a", "b", "c"], None, "a, b and c"),
        (["a", "b", "c"], 3, "a, b and c"),
        (["a", "b", "c", "d"], 3, "a, b, c and 1 more"),
        (["a", "b", "c"], 1, "a and 2 more"),
    ],
)
def test_names_in_a_sentence(names, at_most, text):
    assert listed(names, at_most=at_most) == text
    assert listed(iter(names), at_most=at_most) == text


def test_names_on_lines():
    assert listed(["a.", "b."], at_most=2, by_line=True) == "a.\nb."
    assert listed(["a.", "b.", "c.", "d."], at_most=2, by_line=True) == "a.\nb.\nand 2 more"


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (["double", "last"], "did you mean `double`?"),
        (["double", "bubble", "last"], "did you mean `bubble` or `double`?"),
        (["x", "y"], "there are `x` and `y`."),
        (["x"], "there is `x`."),
        ([], "there are none."),
        ([f"x{n}" for n in range(14)], f"there are {', '.join(f'`x{n}`' for n in range(12))} and 2 more."),
    ],
)
def test_the_nearest_names_or_all(known, text):
    assert nearest("dubble", iter(known)) == text


def test_only_the_names_that_are_as_near_as_any_are_suggested():
    assert nearest("call_secs", ["cell_seconds", "call_seconds", "cpu_seconds"]) == "did you mean `call_seconds`?"


def test_small_letters_and_capitals_are_alike():
    assert nearest("cnn", ["count", "CNN"]) == "did you mean `CNN`?"


def test_where_no_name_is_near_something_else_can_be_said():
    assert nearest("zzz", ["a"], otherwise="remove it.") == "remove it."
    assert nearest("aaa", ["aab"], otherwise="remove it.") == "did you mean `aab`?"


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (7.5, "7.5"), (3.333, "3.33"), (0.0, "0"), (100.0, "100"), (0.001, "0")]
)
def test_points_are_written_short(value, text):
    assert points(value) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 pages"), (1, "1 page"), (1.0, "1 page"), (2.5, "2.5 pages")])
def test_counted(number, text):
    assert counted(number, "page") == text

"""Hints: a ladder of three rungs."""

import pytest

from gradax.course import CourseError, read_hints


def test_three_rungs_are_read_in_order(tmp_path):
    path = tmp_path / "forward.md"
    path.write_text("What?\n\n---\nHow.\n---\n\nNearly all.\n", encoding="utf-8")
    assert read_hints(path) == ["What?", "How.", "Nearly all."]


@pytest.mark.parametrize("text", ["one\n---\ntwo\n", "one\n---\n\n---\nthree\n", "a\n---\nb\n---\nc\n---\nd\n"])
def test_any_other_number_is_refused(tmp_path, text):
    path = tmp_path / "forward.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="an exercise has 3 hints"):
        read_hints(path)


def test_missing_hints_are_asked_for_by_name(tmp_path):
    with pytest.raises(CourseError, match="there are no hints for 'forward'"):
        read_hints(tmp_path / "forward.md")

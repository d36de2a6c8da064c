"""course.yaml: what is read, and the sentence for each thing that can be wrong with it."""

from datetime import datetime, timedelta, timezone

import pytest

from gradax.course import CourseError, read_config
from gradax.course.config import in_utc

GOOD = """\
format_version: 1
title: A course
assignments:
  - name: 01_first
    title: First
"""


def written(tmp_path, text):
    path = tmp_path / "course.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_fill_what_is_not_said(tmp_path):
    config = read_config(written(tmp_path, GOOD))
    assert config.limits.call_seconds == 10
    assert config.assignments[0].devices == 1


def test_the_repository_s_own_course_yaml_is_right(pytestconfig):
    assert read_config(pytestconfig.rootpath / "course.yaml").title


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD.replace("title: A course\n", ""), "the key `title` is missing in the top level; add it."),
        (GOOD.replace("title: A", "titel: A"), "unknown key `titel` in the top level; did you mean `title`?"),
        (
            GOOD.replace("    title: First", "    tilte: First"),
            "unknown key `tilte` in assignments[0]; did you mean `title`?",
        ),
        (GOOD + "limits: {call_secs: 3}\n", "unknown key `call_secs` in limits; did you mean `call_seconds`?"),
        (GOOD + "limits: {call_seconds: 0}\n", "Expected `float` > 0.0 in limits.call_seconds."),
        (GOOD + "limits: {call_seconds: soon}\n", "Expected `float`, got `str` in limits.call_seconds."),
        (GOOD + "zzz: 1\n", "unknown key `zzz` in the top level; remove it."),
        (GOOD.replace("format_version: 1", "format_version: 2"), "format_version is 2; this gradax reads 1."),
        (GOOD + "  - {name: 01_first, title: Again}\n", "the assignment '01_first' is listed twice; remove one."),
        (GOOD.replace("01_first", "../up"), "a name is letters, digits and underscores only, in assignments[0].name."),
        (
            GOOD + "    extensions: {ada: 2026-10-02T12:00:00}\n",
            "01_first has an extension for `ada` and no due date; add `due`.",
        ),
        (
            GOOD + "    due: 2026-10-01T12:00:00\n    extensions: {ada: 2026-10-01T13:00:00+02:00}\n",
            "the extension of 01_first for `ada` ends before the due date. It is the student's own due date.",
        ),
        (
            GOOD + "    extensions: {7: 2026-10-02T12:00:00}\n",
            "Expected `str`, got `int` as a key in assignments[0].extensions; put it in quotes.",
        ),
        ("title: [", "not YAML"),
        ("", "Expected `object`, got `null` in the top level."),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, text, sentence):
    path = written(tmp_path, text)
    with pytest.raises(CourseError) as error:
        read_config(path)
    assert sentence in str(error.value)
    assert str(error.value).startswith(str(path))


def test_a_missing_file_says_where_to_run(tmp_path):
    with pytest.raises(CourseError, match="Run gradax from the course's top folder"):
        read_config(tmp_path / "course.yaml")


def test_bytes_that_are_not_text_are_named(tmp_path):
    path = tmp_path / "course.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CourseError, match="cannot be read as UTF-8 text"):
        read_config(path)


def test_a_due_date_with_a_zone_is_moved_to_utc():
    due = datetime(2026, 10, 1, 23, 59, tzinfo=timezone(timedelta(hours=2)))
    assert in_utc(due) == datetime(2026, 10, 1, 21, 59)


def test_a_due_date_without_a_zone_is_in_utc():
    assert in_utc(datetime(2026, 10, 1, 23, 59)) == datetime(2026, 10, 1, 23, 59)

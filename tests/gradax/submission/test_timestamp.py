import os
from datetime import datetime
from pathlib import Path

import pytest

from gradax.submission.folder import Submission
from gradax.submission.timestamp import BadTimestamp, handed_in, read_timestamp


def test_a_timestamp_is_read_in_utc(tmp_path):
    (tmp_path / "timestamp.txt").write_text("2026-10-01T12:00:00+02:00\n")
    assert read_timestamp(tmp_path) == datetime(2026, 10, 1, 10)


def test_no_timestamp_is_none(tmp_path):
    assert read_timestamp(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-10-01 12:01:00 UTC", datetime(2026, 10, 1, 12, 1)),
        ("2026-10-01 12:01:00.123456 UTC\n", datetime(2026, 10, 1, 12, 1, 0, 123456)),  # as nbgrader writes it
        ("\ufeff2026-10-01 12:01:00 UTC", datetime(2026, 10, 1, 12, 1)),
        ("2026-10-01 12:01:00 GMT", datetime(2026, 10, 1, 12, 1)),
        ("2026-10-01T12:01Z", datetime(2026, 10, 1, 12, 1)),
        ("2026-10-01T12:01:00+0200", datetime(2026, 10, 1, 10, 1)),
        ("2026-10-01 12:01:00 -05:30", datetime(2026, 10, 1, 17, 31)),
        ("2026-01-01 00:30:00+02:00", datetime(2025, 12, 31, 22, 30)),
    ],
)
def test_what_is_certain_is_read(tmp_path, text, when):
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    assert read_timestamp(tmp_path) == when


@pytest.mark.parametrize(
    "text",
    [
        *("yesterday, honestly", "", "99999-99-99", "\0" * 300, "<script>", "2026-13-01 12:00:00 UTC"),
        *("2026-10-01 13:59:00 CEST", "2026-10-01 11:30:00 PST", "2026-10-01 11:30:00 CST", "02.10.2026 11:59 UTC"),
        *(
            "10/02/2026 11:59 UTC",
            "12:00",
            "1790855940",
            "2026-10-01",
            "2026-10-01 12:00:00",
            "\\ufeff2026-10-01 12:01 UTC",
        ),
        *("9999-12-31 23:59:59-23:59", "2026-10-01 12:00:00 UTC and more"),
    ],
)
def test_nothing_is_guessed(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text)
    with pytest.raises(BadTimestamp, match=r"does not say for certain when.*counts as on time\."):
        read_timestamp(tmp_path)


def test_bytes_that_are_not_text_are_bad(tmp_path):
    (tmp_path / "timestamp.txt").write_bytes(b"\xff\xfe2026")
    with pytest.raises(BadTimestamp, match="does not say for certain"):
        read_timestamp(tmp_path)


def test_a_fifo_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "timestamp.txt")
    with pytest.raises(BadTimestamp, match="not a regular file"):
        read_timestamp(tmp_path)


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").write_text("2026-10-01 12:00:00 UTC")
    (tmp_path / "timestamp.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadTimestamp, match="cannot be read"):
        read_timestamp(tmp_path)


NESTED = Submission(Path("submitted"), "ada", "01_tiny", place=("01_tiny", "mine"))


def test_a_timestamp_beside_a_nested_notebook_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    NESTED.notebook_folder.mkdir(parents=True)
    assert handed_in(NESTED) is None
    (NESTED.notebook_folder / "timestamp.txt").write_text("2026-10-01 12:00:00 UTC")
    assert handed_in(NESTED) == datetime(2026, 10, 1, 12)


def test_the_timestamp_in_the_assignments_folder_goes_before_one_beside_a_nested_notebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    NESTED.notebook_folder.mkdir(parents=True)
    (NESTED.path / "timestamp.txt").write_text("2026-10-01 13:00:00 UTC")  # where nbgrader puts its own
    (NESTED.notebook_folder / "timestamp.txt").write_text("2026-10-01 12:00:00 UTC")
    assert handed_in(NESTED) == datetime(2026, 10, 1, 13)

import os
from datetime import datetime, timedelta, timezone

import pytest

from gradax.gradebook.timestamps import BadTimestamp, in_utc, read_timestamp


def test_a_timestamp_is_read_in_utc(tmp_path):
    (tmp_path / "timestamp.txt").write_text("2026-10-01T12:00:00+02:00\n")
    assert read_timestamp(tmp_path) == datetime(2026, 10, 1, 10)


def test_no_timestamp_is_none(tmp_path):
    assert read_timestamp(tmp_path) is None


@pytest.mark.parametrize("text", ["yesterday, honestly", "", "99999-99-99", "\0" * 300, "<script>"])
def test_a_text_that_is_no_date_is_bad(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text)
    with pytest.raises(BadTimestamp, match="holds no date"):
        read_timestamp(tmp_path)


def test_bytes_that_are_no_text_are_bad(tmp_path):
    (tmp_path / "timestamp.txt").write_bytes(b"\xff\xfe2026")
    with pytest.raises(BadTimestamp, match="holds no date"):
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


def test_a_due_date_with_a_zone_is_moved_to_utc():
    due = datetime(2026, 10, 1, 23, 59, tzinfo=timezone(timedelta(hours=2)))
    assert in_utc(due) == datetime(2026, 10, 1, 21, 59)


def test_a_due_date_without_a_zone_is_in_utc():
    assert in_utc(datetime(2026, 10, 1, 23, 59)) == datetime(2026, 10, 1, 23, 59)

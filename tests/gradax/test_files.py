"""Files are written whole or not at all."""

import os

import pytest

from gradax.files import stamp, write_whole


def test_writes_and_makes_the_folders(tmp_path):
    write_whole(tmp_path / "a" / "b", b"data")
    assert (tmp_path / "a" / "b").read_bytes() == b"data"


def test_what_is_written_can_be_read_by_others(tmp_path):
    write_whole(tmp_path / "a", b"data")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_failure_leaves_what_was_there(tmp_path, monkeypatch):
    def full(*args):
        raise OSError("disk full")

    write_whole(tmp_path / "a", b"before")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        write_whole(tmp_path / "a", b"after")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def test_a_stamp_changes_with_the_file(tmp_path):
    before = stamp(tmp_path / "a")
    (tmp_path / "a").write_text("x")
    assert stamp(tmp_path / "a") != before


def test_what_a_killed_writer_left_is_taken_over(tmp_path):
    (tmp_path / ".a.part").write_bytes(b"half of a much longer fi")
    write_whole(tmp_path / "a", b"data")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"data"}


def test_many_writers_of_one_file_leave_one_of_theirs(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda number: write_whole(tmp_path / "a", bytes([number]) * 10000), range(64)))
    (path,) = tmp_path.iterdir()
    assert len(set(path.read_bytes())) == 1
    assert len(path.read_bytes()) == 10000

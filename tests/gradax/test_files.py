"""Files are written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gradax.files import replacing, seen_from, stamp, write_whole


def test_writes_and_makes_the_folders(tmp_path):
    write_whole(tmp_path / "a" / "b", b"data")
    assert (tmp_path / "a" / "b").read_bytes() == b"data"


def test_what_is_written_can_be_read_by_others(tmp_path):
    write_whole(tmp_path / "a", b"data")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_file_can_be_kept_from_others(tmp_path):
    write_whole(tmp_path / "a", b"data", mode=0o600)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_without_a_mode_it_is_that_of_any_new_file(tmp_path):
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "a", b"data", mode=None)
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


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


ON_WINDOWS = """
import os, sys
from pathlib import Path

sys.platform = "win32"
sys.modules["fcntl"] = None  # importing it fails
del os.fchmod
from gradax.files import write_whole, replacing

folder, replace, full = Path(sys.argv[1]), os.replace, OSError("disk full")
write_whole(folder / "a", b"before")
write_whole(folder / "a", b"data")
os.replace = lambda *paths: (_ for _ in ()).throw(full)
try:
    write_whole(folder / "a", b"after")
except OSError as error:
    assert error is full
else:
    raise AssertionError("it should have failed")
"""


def test_it_works_where_nothing_can_be_locked(tmp_path):
    subprocess.run([sys.executable, "-c", ON_WINDOWS, tmp_path], check=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"data"}


def test_paths_below_a_folder_are_seen_from_there():
    said = seen_from(Path("/course"), f"{Path('/course/a/b')}: not like {Path('/other/a')}; look in {Path('/course')}.")
    assert said == f"{Path('a/b')}: not like {Path('/other/a')}; look in {Path('/course')}."


def test_a_path_that_only_ends_like_the_folder_is_another_one():
    said = seen_from(Path("/course"), "/home/course/a, /my-course/b, sqlite:////course/c and '/course/d'")
    assert said == "/home/course/a, /my-course/b, sqlite:///c and 'd'"


def test_a_folder_is_replaced_as_a_whole_or_not_at_all(tmp_path):
    folder = tmp_path / "shown"
    with replacing(folder) as made:
        (made / "a").write_text("1")
    with pytest.raises(KeyError), replacing(folder) as made:
        (made / "a").write_text("2")
        raise KeyError
    assert (folder / "a").read_text() == "1"
    assert list(tmp_path.iterdir()) == [folder]


def test_what_a_killed_writer_left_is_cleared_away(tmp_path):
    (tmp_path / ".shown.part").mkdir()
    (tmp_path / ".shown.part" / "half").write_text("")
    with replacing(tmp_path / "shown") as made:
        (made / "a").write_text("1")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "shown"]

"""Folders that last as long as the process that made them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gradax.sandbox.outside.folders import passing_folder

KILLED = """
import os, sys
from pathlib import Path
from gradax.sandbox.outside.folders import passing_folder
with passing_folder(Path(sys.argv[1]), "ours-") as folder:
    (folder / "file").touch()
    os.kill(os.getpid(), 9)
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_it_is_ours_alone_and_gone_at_the_end(tmp_path):
    with passing_folder(tmp_path, "ours-") as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "file").touch()
    assert names(tmp_path) == []


def test_one_that_a_killed_process_left_is_removed_by_the_next(tmp_path):
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], timeout=60)
    assert len(names(tmp_path)) == 1
    with passing_folder(tmp_path, "ours-") as folder:
        assert names(tmp_path) == [folder.name]


def test_one_in_use_and_one_of_another_name_stay(tmp_path):
    (tmp_path / "theirs-1").mkdir()
    with passing_folder(tmp_path, "ours-") as first, passing_folder(tmp_path, "ours-") as second:
        assert names(tmp_path) == sorted([first.name, second.name, "theirs-1"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_somebody_elses_stays(tmp_path):
    (tmp_path / "ours-1").mkdir()
    os.chown(tmp_path / "ours-1", 12345, 12345)
    with passing_folder(tmp_path, "ours-"):
        assert "ours-1" in names(tmp_path)


def test_a_link_in_its_place_is_not_followed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "ours-1").symlink_to("kept")
    with passing_folder(tmp_path, "ours-"):
        assert (tmp_path / "kept").is_dir()

"""What the exchange wrote beside a notebook is taken along, and nothing that only looks like it."""

import os
from pathlib import Path

import pytest

from gradax.submission.folder import Submission
from gradax.submission.slips import slips_of

TIME, SECRET = "2026-10-01 12:00:00.000000 UTC", "5f" * 64


@pytest.fixture
def submission(tmp_path):
    made = Submission(tmp_path, "ada", "01_tiny")
    made.path.mkdir(parents=True)
    (made.path / "timestamp.txt").write_text(TIME)
    (made.path / "submission_secret.txt").write_text(SECRET)
    return made


def test_time_and_secret_are_taken_byte_by_byte(submission):
    assert slips_of(submission) == {"timestamp.txt": TIME.encode(), "submission_secret.txt": SECRET.encode()}


@pytest.mark.parametrize("name", ["timestamp.txt", "submission_secret.txt"])
def test_what_is_no_file_of_the_exchange_is_left(submission, tmp_path, name):
    def put(make):
        (submission.path / name).unlink()
        make(submission.path / name)
        return name in slips_of(submission)

    (tmp_path / "elsewhere").write_text(TIME if name == "timestamp.txt" else SECRET)
    assert not put(lambda path: path.symlink_to(tmp_path / "elsewhere"))
    assert not put(os.mkfifo)
    assert not put(lambda path: path.write_text("<script>alert(1)</script>"))
    assert not put(Path.touch)

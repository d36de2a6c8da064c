"""`gradax grade --watch`: grades what arrives, until it is stopped."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from gradax.cli import grading
from gradax.cli.progress import Log
from gradax.cli.watching import Watch
from gradax.course import Course, CourseError
from gradax.grading.premises import CourseChanged
from gradax.results import SubmissionResult

NAME = "01_small"
RIGHT, WRONG = "def double(x): return 2 * x", "def double(x): return x"


@pytest.fixture
def hand_in(course_root, submitted, hand):
    def hand_in(student, source=RIGHT, part=None):
        hand.find(submitted, "double")["source"] = source
        path = course_root / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hand.data(submitted)[:part])

    (course_root / "submitted").mkdir()
    return hand_in


@pytest.fixture
def watching(course_root):
    """Starts the command; ended however the test ends."""
    started = []

    def watching(*more):
        command = [sys.executable, "-c", "from gradax.cli import main; main()", "grade", "--watch", *more]
        environment = os.environ | {"COLUMNS": "80"}
        started.append(
            subprocess.Popen(
                command, cwd=course_root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        return started[-1]

    yield watching
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def score(course_root):
    """Waits until a student's recorded score is this one."""

    def score(student, expected):
        path = course_root / "autograded" / student / NAME / "results.json"
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if path.exists() and SubmissionResult.read(path).score == expected:
                return True
            time.sleep(0.1)
        return False

    return score


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_what_arrives_is_graded_until_it_is_stopped(hand_in, watching, score, course_root, sent):
    running = watching("--log", "grade.log")
    hand_in("ada", WRONG)
    assert score("ada", 47.5)
    shutil.rmtree(course_root / "submitted" / "ada")
    hand_in("bo")
    assert score("bo", 100.0)
    hand_in("ada")
    assert score("ada", 100.0)
    time.sleep(1)
    running.send_signal(sent)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "Stopped. 2 submissions graded, 1 handed in again."
    assert "01_small: ada 47.5 / 100 (graded)" in (course_root / "grade.log").read_text()
    lines = [json.loads(line) for line in (course_root / "journal" / "grades.jsonl").read_text().splitlines()]
    assert [(line["who"], line["to"], line["why"]) for line in lines] == [
        ("ada", 47.5, "submitted"),
        ("bo", 100.0, "submitted"),
        ("ada", 100.0, "resubmitted"),
    ]
    (earlier,) = (course_root / "journal" / "superseded" / "ada" / NAME).iterdir()
    assert SubmissionResult.read(earlier).score == 47.5


@pytest.mark.slow
def test_one_that_is_killed_loses_nothing(hand_in, watching, score):
    hand_in("ada")
    running = watching()
    assert score("ada", 100.0)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    hand_in("bo", WRONG)
    watching()
    assert score("bo", 47.5)
    assert score("ada", 100.0)


def test_what_it_does_not_go_with_is_named(course_root, hand_in, monkeypatch):
    monkeypatch.chdir(course_root)
    with pytest.raises(CourseError, match="`--watch` records what arrives: leave out --dry-run, --force and --json"):
        grading.grade([], watch=True, dry_run=True)


def test_no_folder_to_watch(course_root, monkeypatch):
    monkeypatch.chdir(course_root)
    with pytest.raises(CourseError, match="there is no such folder of submissions"):
        grading.grade([], watch=True)


def test_a_test_that_is_being_edited_ends_no_watch(course_root, hand_in, monkeypatch, capsys):
    def edited(*args):
        raise CourseChanged("01_small: `tests/01_small/test_join.py` changed while it was graded, nothing recorded.")

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) > 2:
            raise KeyboardInterrupt

    pauses = []
    monkeypatch.setattr("gradax.cli.watching.Batch.grade", edited)
    monkeypatch.setattr("gradax.cli.watching.time.sleep", sleep)
    hand_in("ada")
    with pytest.raises(KeyboardInterrupt):
        Watch(Course.open(course_root), [NAME], course_root / "submitted", [], 1, None, Log(None)).run("A")
    assert "01_small: `tests/01_small/test_join.py` changed" in " ".join(capsys.readouterr().err.split())
    assert pauses == [2.0, 30.0, 2.0]


def test_nothing_arrived(course_root):
    watch = Watch(Course.open(course_root), [NAME], course_root, [], 1, None, Log(None))
    assert watch.summary() == "Stopped. 0 submissions graded, 0 handed in again."

"""Workers: real processes, each with a sandbox; one that is killed costs nobody anything."""

import multiprocessing

import pytest

from gradax.course import Course, CourseError
from gradax.grading.judge import ALLOWANCES
from gradax.grading.session import Allowance
from gradax.grading.workers import Job, Setting, grade_jobs
from gradax.submission.canonical import canonicalise

NAME = "01_small"
KILLS = """\
import os
from pathlib import Path


def test_value(student):
    '''Kills the grader where the student says so.'''
    tried = Path({tried!r})
    if student.defines("killer") and not (student.defines("once") and tried.exists()):
        tried.touch()
        os.kill(os.getpid(), 9)
"""


@pytest.fixture
def setting(course_root, protection, tmp_path):
    tests = course_root / "tests" / NAME
    (tests / "test_negate.py").write_text(f'"""Tests."""\n\n{KILLS.format(tried=str(tmp_path / "tried"))}')
    return Setting(course_root, protection)


@pytest.fixture
def job(release, submitted, hand):
    def job(student, extra=""):
        hand.find(submitted, "kept")["source"] = f"factor = 3\n{extra}"
        return Job(NAME, student, canonicalise(release, hand.data(submitted), max_bytes=1 << 20))

    return job


def test_everybody_is_graded(setting, job):
    students = ["ada", "bo", "carl"]
    done = dict(grade_jobs(setting, [job(student) for student in students], 2))
    assert sorted(job.student for job in done) == students
    assert {result.score for result in done.values()} == {100.0}


def test_a_killed_worker_is_an_error_and_everybody_else_is_graded(setting, job):
    jobs = [job("ada"), job("bo", "killer = True"), job("carl")]
    results = {job.student: result for job, result in grade_jobs(setting, jobs, 1)}
    assert {student: result.status for student, result in results.items()} == {
        "ada": "graded",
        "bo": "error",
        "carl": "graded",
    }
    assert "was killed twice" in results["bo"].warnings[0]


def test_a_submission_whose_worker_was_killed_is_tried_again(setting, job):
    ((_, result),) = grade_jobs(setting, [job("bo", "killer = once = True")], 1)
    assert (result.status, result.score) == ("graded", 100.0)


def test_a_sandbox_that_does_not_start_is_an_error(setting, job, course_root):
    path = course_root / "course.yaml"
    path.write_text(path.read_text().replace("preload: []", "preload: [nowhere]"))
    ((_, result),) = grade_jobs(setting, [job("ada")], 1)
    assert result.status == "error"
    assert "the sandbox did not start: ModuleNotFoundError" in result.warnings[0]


def test_a_course_that_is_not_right_ends_the_run(setting, job, course_root):
    (course_root / "source" / NAME / f"{NAME}.ipynb").unlink()
    with pytest.raises(CourseError, match="there is no such notebook"):
        list(grade_jobs(setting, [job("ada")], 1))


def test_a_worker_that_does_not_answer_is_killed(setting, job, monkeypatch, course_root):
    allowed = ALLOWANCES * Allowance.most(Course.open(course_root).config.limits)
    monkeypatch.setattr("gradax.grading.workers._GRACE_SECONDS", 1.0 - allowed)  # leaves one second
    hangs = "def test_value(student):\n    '''Hangs.'''\n    import time\n    time.sleep(60)\n"
    (course_root / "tests" / NAME / "test_join.py").write_text(f'"""Tests."""\n\n{hangs}')
    ((_, result),) = grade_jobs(setting, [job("ada")], 1)
    assert result.status == "error"


def test_a_run_that_is_given_up_leaves_no_worker(setting, job):
    running = grade_jobs(setting, [job("ada"), job("bo")], 2)
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []

"""`gradax new` as a person meets it, and what other commands say of what has only begun."""

import pytest
from typer.testing import CliRunner

from gradax.authoring.gate import subjects
from gradax.cli import app
from gradax.course import Course, CourseError


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a gradax command, at first in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


@pytest.fixture
def in_course(run, tmp_path, monkeypatch):
    """Run a gradax command in a new course."""
    run("new", "course", "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return run


def test_a_course_and_what_comes_next(run):
    assert run("new", "course", "mine").output.splitlines() == [
        "mine: a course without assignments",
        "Next: `cd mine`, then `gradax new assignment 01_first`.",
    ]


def test_a_course_in_this_very_folder(run):
    assert run("new", "course", ".").output.splitlines()[-1] == "Next: `gradax new assignment 01_first`."


def test_an_assignment_and_what_comes_next(in_course):
    assert in_course("new", "assignment", "01_first", "--title", "Arrays").output.splitlines() == [
        "source/01_first/01_first.ipynb: Arrays, without exercises",
        "Next: `gradax new exercise 01_first NAME`.",
    ]


def test_an_exercise_its_files_and_what_comes_next(in_course):
    in_course("new", "assignment", "01_first")
    assert in_course("new", "exercise", "01_first", "shares").output.splitlines() == [
        "source/01_first/01_first.ipynb",
        "source/01_first/checks/test_shares.py",
        "source/01_first/hints/shares.md",
        "tests/01_first/test_shares.py",
        "tests/01_first/answers/shares",
        "`shares` has 100 points.",
        "Next: `gradax verify 01_first`.",
    ]


def test_who_gives_points_is_said(in_course):
    in_course("new", "assignment", "01_first")
    in_course("new", "exercise", "01_first", "shares")
    assert (
        "`shares` has 80 points instead of 100."
        in in_course("new", "exercise", "01_first", "weights", "--points", "20").output
    )


def test_points_that_are_missing_are_said(in_course):
    in_course("new", "assignment", "01_first")
    said = in_course("new", "exercise", "01_first", "shares", "--points", "10").output
    assert "90 points of 100 are still to be given: the next exercise gets them." in said


def test_an_assignment_that_is_not_there(in_course):
    in_course("new", "assignment", "01_first")
    with pytest.raises(CourseError, match=r"there is no assignment `01_frist`; did you mean `01_first`\?"):
        in_course("new", "exercise", "01_frist", "shares")


@pytest.mark.parametrize("command", [("assignment", "01_first"), ("exercise", "01_first", "shares")])
def test_without_a_course(run, command):
    with pytest.raises(CourseError, match="begin a course with `gradax new course DIR`"):
        run("new", *command)


@pytest.mark.parametrize("command", ["verify", "release", "demo"])
def test_a_course_without_assignments(in_course, command):
    with pytest.raises(CourseError, match=r"course.yaml: there is no assignment yet; `gradax new assignment NAME`"):
        in_course(command)


@pytest.mark.parametrize("command", ["verify", "release"])
def test_an_assignment_without_exercises(in_course, command):
    in_course("new", "assignment", "01_first")
    with pytest.raises(CourseError, match=r"no exercise in it; `gradax new exercise 01_first NAME` adds one"):
        in_course(command)


@pytest.mark.parametrize("command", ["release", "demo"])
def test_what_has_not_begun_is_left_out(tiny_course, run, monkeypatch, command):
    monkeypatch.chdir(tiny_course.root)
    run("new", "assignment", "02_later")
    run("release")
    assert run(command).exit_code == 0
    assert not (tiny_course.root / "release" / "02_later").exists()


def test_what_is_left_out_is_said(tiny_course, run, monkeypatch):
    monkeypatch.chdir(tiny_course.root)
    run("new", "assignment", "02_later")
    said = run("release").output.splitlines()[-1]
    assert said == "02_later has no exercise yet and was left out; `gradax new exercise 02_later NAME` adds one."


def test_verify_looks_at_what_has_begun(tiny_course, run, monkeypatch):
    monkeypatch.chdir(tiny_course.root)
    run("new", "assignment", "02_later")
    assert [each.assignment.name for each in subjects(Course.open(), [])] == ["01_tiny"]

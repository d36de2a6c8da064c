"""The journal: when and why each grade moved, whatever becomes of the run that moves it."""

import json

import msgspec
import pytest

from gradax.course import Course
from gradax.grading.graded import Graded
from gradax.grading.journal import Journal
from gradax.grading.moves import Recorded
from gradax.results import Status, SubmissionResult
from gradax.submission.canonical import Canonical, CodeCell

NAME = "01_small"


def graded(score, source="def double(x): return 2 * x", student="ada", status=Status.GRADED, max_score=100.0):
    result = SubmissionResult(
        student=student,
        assignment=NAME,
        status=status,
        protection="A",
        score=score,
        max_score=max_score,
        seconds=1.0,
    )
    return Graded(Canonical((CodeCell("double", "double", source),), {}), result)


@pytest.fixture
def keep(course_root):
    """Records a result and keeps the journal; `write=False` for a run that ends before the result is written."""

    def keep(each, write=True):
        course = Course.open(course_root)
        assignment = course.assignment(NAME)
        with Journal(course).keeping(assignment, "A", [each]):
            if write:
                path = assignment.results_path(each.result.student)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(each.result.to_json())

    return keep


@pytest.fixture
def lines(course_root):
    def lines():
        path = course_root / "journal" / "grades.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    return lines


def last(lines):
    line = lines()[-1]
    return line["from"], line["to"], line["why"]


def test_a_first_grade_is_a_move_from_none(keep, lines):
    keep(graded(80.0))
    (line,) = lines()
    assert line.pop("when").endswith("+00:00")
    expected = {"who": "ada", "assignment": NAME, "from": None, "to": 80.0, "max_score": 100.0, "why": "submitted"}
    assert line == expected


def test_a_grade_that_stays_is_not_in_the_journal(keep, lines):
    keep(graded(80.0))
    keep(graded(80.0, source="another"))
    assert len(lines()) == 1


def test_lines_are_only_added(keep, lines):
    keep(graded(80.0))
    before = lines()
    keep(graded(90.0))
    assert lines()[:1] == before
    assert len(lines()) == 2


def test_another_submission_is_the_reason(keep, lines):
    keep(graded(80.0))
    keep(graded(90.0, source="another"))
    assert last(lines) == (80.0, 90.0, "resubmitted")


def test_a_changed_test_is_the_reason(keep, lines, course_root):
    keep(graded(80.0))
    with open(course_root / "tests" / NAME / "test_join.py", "a") as tests:
        tests.write("\n")
    keep(graded(90.0))
    assert last(lines) == (80.0, 90.0, "test changed")


def test_several_reasons_are_all_named(keep, lines, course_root):
    keep(graded(80.0))
    with open(course_root / "tests" / NAME / "test_join.py", "a") as tests:
        tests.write("\n")
    keep(graded(90.0, source="another"))
    assert last(lines)[2] == "resubmitted, test changed"


@pytest.mark.parametrize(("points", "why"), [(21.0, "points changed"), (20.0, "notebook changed")])
def test_a_changed_notebook_is_the_reason(keep, lines, course_root, points, why):
    keep(graded(80.0))
    path = course_root / "source" / NAME / f"{NAME}.ipynb"
    made = json.loads(path.read_text())
    for cell in made["cells"]:
        if cell["id"] == "test_double":
            cell["metadata"]["nbgrader"]["points"] = points
        if cell["id"] == "kept" and points == 20.0:
            cell["source"] = "factor = 4"
    path.write_text(json.dumps(made))
    keep(graded(90.0))
    assert last(lines)[2] == why


def test_without_any_other_reason_it_was_graded_again(keep, lines):
    keep(graded(80.0))
    keep(graded(90.0))
    assert last(lines) == (80.0, 90.0, "regraded")


def test_other_points_to_win_are_a_move(keep, lines):
    keep(graded(80.0))
    keep(graded(80.0, max_score=110.0))
    assert last(lines)[:2] == (80.0, 80.0)


def test_an_error_of_ours_is_no_grade(keep, lines):
    keep(graded(80.0))
    keep(graded(0.0, status=Status.ERROR))
    assert last(lines)[:2] == (80.0, None)


def test_the_result_that_is_superseded_is_kept(keep, course_root):
    keep(graded(80.0))
    keep(graded(90.0, source="another"))
    (path,) = (course_root / "journal" / "superseded" / "ada" / NAME).iterdir()
    assert SubmissionResult.read(path).score == 80.0


def test_the_same_result_again_supersedes_nothing(keep, course_root):
    keep(graded(80.0))
    keep(graded(80.0))
    assert not (course_root / "journal" / "superseded").exists()


def test_what_was_not_recorded_is_not_in_the_journal(keep, lines):
    keep(graded(80.0), write=False)
    assert lines() == []


def test_what_a_killed_run_recorded_is_written_down_by_the_next_one(keep, lines, course_root, monkeypatch):
    with monkeypatch.context() as killed:
        settle, calls = Journal._settle, []
        killed.setattr(Journal, "_settle", lambda self: settle(self) if not calls else None)
        killed.setattr(Recorded, "rest_on", lambda self, graded: calls.append(graded))
        keep(graded(80.0))
    assert lines() == []
    keep(graded(70.0, student="bo"))
    assert [(line["who"], line["to"]) for line in lines()] == [("ada", 80.0), ("bo", 70.0)]


def test_a_dry_look_changes_nothing(course_root):
    assignment = Course.open(course_root).assignment(NAME)
    (move,) = Recorded(assignment, "A").moves([graded(80.0)])
    assert str(move) == "ada: no grade → 80 (submitted)"
    assert msgspec.to_builtins(move)["to"] == 80.0
    assert not (course_root / "journal").exists()

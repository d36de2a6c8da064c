import json
import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from recording import record_results
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from gradax.course import Course
from gradax.gradebook.converters.autograde import ProtectedAutograde
from gradax.gradebook.database.grades import grades, strangers
from gradax.gradebook.database.rerelease import foresee
from gradax.gradebook.record import record
from gradax.grading.batch import read
from gradax.grading.grade import release_of
from gradax.grading.graded import Graded
from gradax.results import ExerciseResult, Status, SubmissionResult, TestResult, Verdict
from gradax.submission.folder import Submission
from gradax.wire.failures import GraderFault

NAME = "01_small"
POINTS = {"double": 20.0, "negate": 30.0, "join": 50.0}


def result_of(student, *, status=Status.GRADED, error=(), **scores):
    """A result made by hand: full points but for the `scores` given; `error` names exercises that we did not manage."""
    exercises = []
    for name, most in POINTS.items():
        score = scores.get(name, most)
        verdict = Verdict.ERROR if name in error else Verdict.PASSED if score == most else Verdict.FAILED
        test = TestResult(name="test_value", rubric="The value is right.", verdict=verdict, message="Not so.")
        exercises.append(ExerciseResult(name=name, score=score, max_score=most, verdict=verdict, tests=[test]))
    return SubmissionResult(
        student=student,
        assignment=NAME,
        status=Status.ERROR if error else status,
        protection="A",
        score=0.0 if status is not Status.GRADED else sum(exercise.score for exercise in exercises),
        max_score=100.0,
        seconds=1.0,
        exercises=[] if status is not Status.GRADED else exercises,
    )


@pytest.fixture(scope="session")
def recorded_root(small_root, tmp_path_factory):
    """A course with an empty gradebook; copied, since making one takes seconds."""
    root = tmp_path_factory.mktemp("recorded") / "course"
    shutil.copytree(small_root, root)
    course = Course.open(root)
    record(course, course.assignment(NAME), [])
    return root


class Class:
    """A course of one's own, into which students hand in and results are recorded."""

    def __init__(self, root, submitted):
        self.root = root
        self._submitted = submitted

    @property
    def course(self):
        return Course.open(self.root)

    def folder(self, student):
        return self.root / "submitted" / student / NAME

    def hand_in(self, *students):
        for student in students:
            self.folder(student).mkdir(parents=True)
            (self.folder(student) / f"{NAME}.ipynb").write_text(json.dumps(self._submitted))

    def record(self, *results):
        record_results(self.course.assignment(NAME), results)

    def grade(self, student):
        return next(g for g in grades(self.course, self.course.assignments) if g.student == student)

    def cells(self, student):
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            found = gradebook.find_submission_notebook(NAME, NAME, student).grades
            return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in found}

    def autograded(self, student):
        return self.root / "autograded" / student / NAME

    def shown(self, student):
        return json.loads((self.autograded(student) / f"{NAME}.ipynb").read_text())


@pytest.fixture
def small_class(recorded_root, tmp_path, submitted):
    shutil.copytree(recorded_root, tmp_path / "course")
    return Class(tmp_path / "course", submitted)


def test_a_gradebook_is_made_where_there_is_none(recorded_root):
    with Gradebook(f"sqlite:///{recorded_root / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_notebook(NAME, NAME)
        assert {cell.name: cell.max_score for cell in notebook.grade_cells} == {
            f"test_{k}": v for k, v in POINTS.items()
        }


def test_recording_leaves_release_alone(recorded_root, small_root):
    name = f"release/{NAME}/{NAME}.ipynb"
    assert (recorded_root / name).read_bytes() == (small_root / name).read_bytes()


def test_points_reach_the_gradebook_exactly(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada", double=6.67, join=12.5))
    assert small_class.cells("ada") == {
        "test_double": (6.67, False), "test_negate": (30.0, False), "test_join": (12.5, False),
    }  # fmt: skip
    assert small_class.grade("ada").score == 49.17


def test_an_exercise_that_we_could_not_grade_waits_and_is_not_zero(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada", error=["negate"]))
    assert small_class.cells("ada")["test_negate"] == (None, True)
    assert small_class.cells("ada")["test_double"] == (20.0, False)
    assert not small_class.grade("ada").final


def test_a_submission_that_we_could_not_grade_at_all_waits(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada", status=Status.ERROR))
    assert set(small_class.cells("ada").values()) == {(None, True)}


def test_a_malformed_submission_gets_zero_points_and_a_notebook(small_class):
    small_class.hand_in("mal")
    (small_class.folder("mal") / f"{NAME}.ipynb").write_text('{"cells": [')
    small_class.record(result_of("mal", status=Status.MALFORMED))
    assert set(small_class.cells("mal").values()) == {(0.0, False)}
    assert len(small_class.shown("mal")["cells"]) > 3


def test_the_notebook_shows_a_card_for_each_exercise(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada", double=0.0))
    cells = {cell["id"]: cell for cell in small_class.shown("ada")["cells"]}
    assert "✗ double: failed, 0 of 20 points" in "".join(cells["test_double"]["outputs"][0]["data"]["text/plain"])
    assert "✓ negate: passed" in "".join(cells["test_negate"]["outputs"][0]["data"]["text/plain"])
    assert cells["double"]["outputs"] == []


def test_results_lie_beside_the_notebook(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada"))
    assert SubmissionResult.read(small_class.autograded("ada") / "results.json") == result_of("ada")


def test_recording_again_replaces_what_was_there(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada", double=0.0))
    small_class.record(result_of("ada"))
    assert small_class.grade("ada").score == 100.0


def test_no_file_of_the_students_is_copied(small_class, tmp_path):
    small_class.hand_in("eve")
    folder = small_class.folder("eve")
    (folder / "jax.py").write_text("raise SystemExit")
    (folder / "passwd").symlink_to("/etc/passwd")
    os.mkfifo(folder / "fifo")
    os.mkfifo(folder / "timestamp.txt")
    (folder / "deep").mkdir()
    (folder / "deep" / "x.html").write_text("<script>")
    small_class.record(result_of("eve"))
    assert sorted(path.name for path in small_class.autograded("eve").iterdir()) == [f"{NAME}.ipynb", "results.json"]


def test_nothing_in_submitted_changes(small_class):
    small_class.hand_in("ada")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in small_class.root.glob("submitted/*/*/*")}
    small_class.record(result_of("ada"))
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in small_class.root.glob("submitted/*/*/*")
    } == before


def test_submissions_may_lie_elsewhere(small_class, tmp_path):
    small_class.hand_in("ada")
    shutil.move(small_class.root / "submitted", tmp_path / "elsewhere")
    course = small_class.course
    record_results(course.assignment(NAME), [result_of("ada")], submitted=tmp_path / "elsewhere")
    assert small_class.grade("ada").score == 100.0


@pytest.mark.parametrize(
    "student", ["we[i]rd *?", "<img src=x onerror=alert(1)>", "{nbgrader_step}", "two\nlines", "-x"]
)
def test_odd_student_ids_are_recorded(small_class, student):
    small_class.hand_in(student)
    small_class.record(result_of(student))
    assert small_class.grade(student).score == 100.0
    assert small_class.autograded(student).is_dir()


def test_points_given_by_hand_stay_and_are_looked_at_again_only_after_a_change(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada", double=0.0))
    with Gradebook(f"sqlite:///{small_class.root / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("test_double", NAME, NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = 15.0, False
        gradebook.db.commit()
    small_class.record(result_of("ada", double=0.0))
    assert small_class.cells("ada")["test_double"] == (0.0, False)
    small_class.record(result_of("ada", double=5.0))
    assert small_class.cells("ada")["test_double"] == (5.0, True)
    assert small_class.grade("ada").score == 95.0


@pytest.fixture
def late_class(small_class):
    config = small_class.root / "course.yaml"
    text = config.read_text().replace(
        "title: Three exercises", "title: Three exercises, due: 2026-10-01T12:00:00+02:00"
    )
    config.write_text(text + "late_policy: {per_day: 0.1, at_most: 0.25}\n")
    return small_class


@pytest.mark.parametrize(
    ("timestamp", "penalty"),
    [
        ("2026-10-01 10:00:00 UTC", 0.0),
        ("2026-10-01 10:00:01 UTC", 8.0),
        ("2026-10-02 11:00:00 UTC", 16.0),
        ("2026-11-01 10:00:00 UTC", 20.0),
        ("no date at all", 0.0),
    ],
)
def test_lateness_costs_what_the_course_says(late_class, timestamp, penalty):
    late_class.hand_in("ada")
    (late_class.folder("ada") / "timestamp.txt").write_text(timestamp)
    late_class.record(result_of("ada", double=0.0))
    assert (late_class.grade("ada").score, late_class.grade("ada").late_penalty) == (80.0, penalty)


DUE, LATER = "2026-10-01T12:00:00+02:00", "2026-10-03T12:00:00+02:00"


def extend(late_class):
    config = late_class.root / "course.yaml"
    config.write_text(config.read_text().replace(DUE, f"{DUE}, extensions: {{ada: {LATER}, aad: {LATER}}}"))


def extension_of(late_class, student):
    with Gradebook(f"sqlite:///{late_class.root / 'gradebook.db'}") as gradebook:
        return gradebook.find_submission(NAME, student).extension


@pytest.mark.parametrize(("day", "penalty"), [(3, 0.0), (4, 8.0)])
def test_an_extension_moves_one_student_s_due_date_in_nbgrader_s_own_record(late_class, day, penalty):
    extend(late_class)
    for student in ("ada", "bob"):
        late_class.hand_in(student)
        (late_class.folder(student) / "timestamp.txt").write_text(f"2026-10-0{day} 10:00:00 UTC")
    late_class.record(result_of("ada", double=0.0), result_of("bob", double=0.0))
    assert late_class.grade("ada").late_penalty == penalty
    assert late_class.grade("bob").late_penalty > penalty
    assert (extension_of(late_class, "ada"), extension_of(late_class, "bob")) == (timedelta(days=2), None)


def test_an_extension_given_afterwards_takes_the_penalty_back(late_class):
    late_class.hand_in("ada")
    (late_class.folder("ada") / "timestamp.txt").write_text("2026-10-02 10:00:00 UTC")
    late_class.record(result_of("ada", double=0.0))
    assert late_class.grade("ada").late_penalty == 8.0
    extend(late_class)
    late_class.record(result_of("ada", double=0.0))
    assert late_class.grade("ada").late_penalty == 0.0


def test_an_extension_that_nbgrader_granted_stays(late_class):
    late_class.hand_in("bob")
    late_class.record(result_of("bob"))
    with Gradebook(f"sqlite:///{late_class.root / 'gradebook.db'}") as gradebook:
        gradebook.grant_extension(NAME, "bob", days=1)
    extend(late_class)
    late_class.record(result_of("bob"))
    assert extension_of(late_class, "bob") == timedelta(days=1)


def test_an_extension_of_nobody_is_named(late_class):
    extend(late_class)
    late_class.hand_in("ada")
    late_class.record(result_of("ada"))
    course = Course.open(late_class.root)
    assert strangers(course, course.assignment(NAME)) == [
        "course.yaml: `aad` has an extension for 01_small but is not in the gradebook; did you mean `ada`?"
    ]


def test_the_due_date_reaches_the_gradebook_in_utc(late_class):
    late_class.record()
    with Gradebook(f"sqlite:///{late_class.root / 'gradebook.db'}") as gradebook:
        due = gradebook.find_assignment(NAME).duedate
    assert due.replace(tzinfo=UTC) == datetime(2026, 10, 1, 10, tzinfo=UTC)


def test_changed_points_reach_the_gradebook(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada"))
    for name in ("source", "release"):
        path = small_class.root / name / NAME / f"{NAME}.ipynb"
        path.write_text(path.read_text().replace('"points": 30.0', '"points": 40.0'))
    small_class.record(result_of("ada"))
    assert small_class.grade("ada").max_score == 110.0


def test_a_gradebook_that_cannot_be_read_is_our_fault(small_class):
    (small_class.root / "gradebook.db").write_bytes(b"this is no database, whatever its name says")
    small_class.hand_in("ada")
    with pytest.raises(GraderFault, match=r"The gradebook is damaged: .*\. The verdicts are kept; run it again"):
        small_class.record(result_of("ada"))


def test_a_gradebook_that_somebody_else_is_writing_is_tried_once_more(small_class, monkeypatch):
    small_class.hand_in("ada")
    save, locked = ProtectedAutograde.convert_student, [OperationalError("INSERT", {}, Exception("database is locked"))]

    def convert_student(converter, student):
        if locked:
            raise locked.pop()
        save(converter, student)

    monkeypatch.setattr(ProtectedAutograde, "convert_student", convert_student)
    small_class.record(result_of("ada"))
    assert small_class.grade("ada").score == 100.0


def test_one_who_cannot_be_recorded_does_not_keep_the_others_from_it(small_class, monkeypatch):
    small_class.hand_in("ada", "bob")
    save = ProtectedAutograde.convert_student

    def convert_student(converter, student):
        if student == "ada":
            raise OSError("no space left on device")
        save(converter, student)

    monkeypatch.setattr(ProtectedAutograde, "convert_student", convert_student)
    with pytest.raises(GraderFault, match=r"1 of 2 could not be written:\nada: no space left on device"):
        small_class.record(result_of("ada"), result_of("bob"))
    assert small_class.grade("bob").score == 100.0


def test_a_large_class_is_read_with_as_many_questions_as_a_small_one(small_class):
    def asked():
        found = []
        note = lambda *more: found.append(more[2])  # noqa: E731
        event.listen(Engine, "before_cursor_execute", note)
        assignment = small_class.course.assignment(NAME)
        grades(small_class.course, [assignment])
        foresee(assignment)
        event.remove(Engine, "before_cursor_execute", note)
        return len(found)

    small_class.hand_in("ada", "bo", "cem")
    small_class.record(result_of("ada"))
    before = asked()
    small_class.record(result_of("bo"), result_of("cem"))
    assert asked() == before


def test_what_is_recorded_is_what_was_graded(small_class):
    """The file changes after it was graded and before it is recorded."""
    small_class.hand_in("ada")
    path = small_class.folder("ada") / f"{NAME}.ipynb"
    assignment = small_class.course.assignment(NAME)
    canonical = read(Submission(small_class.root / "submitted", "ada", NAME), release_of(assignment), 8 << 20, {})
    path.write_text(path.read_text().replace("return 2 * x", "return 'another answer'"))
    record(small_class.course, assignment, [Graded(canonical, result_of("ada"))])
    shown = (small_class.root / "autograded" / "ada" / NAME / f"{NAME}.ipynb").read_text()
    assert "return 2 * x" in shown
    assert "another answer" not in shown


def test_a_record_takes_the_place_of_the_earlier_one_as_a_whole(small_class):
    small_class.hand_in("ada")
    small_class.record(result_of("ada"))
    folder = small_class.root / "autograded" / "ada" / NAME
    (folder / "left.txt").write_text("of an earlier run")
    small_class.record(result_of("ada", double=0.0))
    assert sorted(path.name for path in folder.iterdir()) == [f"{NAME}.ipynb", "results.json"]
    assert [path.name for path in folder.parent.iterdir()] == [NAME]


def test_what_lies_in_the_wrong_place_is_in_the_gradebook(small_class):
    small_class.hand_in("bob")
    small_class.folder("bob").rename(small_class.root / "submitted" / "bob" / NAME.upper())
    small_class.record(result_of("bob", status=Status.MALFORMED))
    assert set(small_class.cells("bob").values()) == {(0.0, False)}
    assert small_class.autograded("bob").is_dir()


@pytest.fixture
def recorded_class(late_class):
    """Ada handed in a day late, and is recorded."""
    late_class.hand_in("ada")
    (late_class.folder("ada") / "timestamp.txt").write_text("2026-10-02 10:00:00 UTC")
    late_class.record(result_of("ada", double=0.0))
    return late_class


def is_written_again(small_class, result):
    before = small_class.autograded("ada").stat().st_ino
    small_class.record(result)
    return small_class.autograded("ada").stat().st_ino != before


def test_what_is_recorded_and_unchanged_is_not_written_again(recorded_class):
    assert not is_written_again(recorded_class, result_of("ada", double=0.0))


def gives_by_hand(small_class):
    with Gradebook(f"sqlite:///{small_class.root / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("test_double", NAME, NAME, "ada").manual_score = 10.0
        gradebook.db.commit()


def forgets_the_submission(small_class):
    with Gradebook(f"sqlite:///{small_class.root / 'gradebook.db'}") as gradebook:
        gradebook.remove_submission(NAME, "ada")


def moves_the_due_date(small_class):
    config = small_class.root / "course.yaml"
    config.write_text(config.read_text().replace(DUE, LATER))


def edits_the_notebook(small_class):
    (small_class.autograded("ada") / f"{NAME}.ipynb").write_text("{}")


def removes_the_results(small_class):
    (small_class.autograded("ada") / "results.json").unlink()


def hands_in_earlier(small_class):
    (small_class.folder("ada") / "timestamp.txt").write_text("2026-10-01 09:00:00 UTC")


def adds_a_cell(small_class):
    path = small_class.folder("ada") / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"].append(
        {"cell_type": "code", "id": "mine", "metadata": {}, "source": "x = 1", "outputs": [], "execution_count": None}
    )
    path.write_text(json.dumps(notebook))


@pytest.mark.parametrize(
    ("event", "penalty"),
    [
        (gives_by_hand, 9.0),
        (forgets_the_submission, 8.0),
        (moves_the_due_date, 0.0),
        (edits_the_notebook, 8.0),
        (removes_the_results, 8.0),
        (hands_in_earlier, 0.0),
        (adds_a_cell, 8.0),
    ],
)
def test_what_changed_since_it_was_recorded_is_recorded_again(recorded_class, event, penalty):
    event(recorded_class)
    assert is_written_again(recorded_class, result_of("ada", double=0.0))
    assert recorded_class.grade("ada").late_penalty == penalty
    assert not is_written_again(recorded_class, result_of("ada", double=0.0))


def test_other_verdicts_are_recorded_again(recorded_class):
    assert is_written_again(recorded_class, result_of("ada"))
    assert recorded_class.grade("ada").score == 100.0


def test_a_record_of_earlier_recordings_that_is_damaged_is_as_good_as_none(recorded_class):
    (path,) = (recorded_class.root / ".gradax" / "recordings").iterdir()
    path.write_text("{half")
    assert is_written_again(recorded_class, result_of("ada", double=0.0))


def test_one_who_could_not_be_recorded_is_recorded_next_time(small_class, monkeypatch):
    def write(*_):
        raise OSError("no space left on device")

    small_class.hand_in("ada")
    with monkeypatch.context() as patch, pytest.raises(GraderFault):
        patch.setattr(ProtectedAutograde, "write", write)
        small_class.record(result_of("ada"))
    small_class.record(result_of("ada"))
    assert small_class.autograded("ada").is_dir()

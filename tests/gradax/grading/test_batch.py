"""A class's submissions: what is known is not graded again, and nothing that was graded is lost."""

import json

import pytest
from msgspec import UNSET

from gradax.course import Course, CourseError
from gradax.grading import batch as batch_module
from gradax.grading.batch import Batch
from gradax.grading.grade import error_result
from gradax.grading.premises import CourseChanged
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict
from gradax.submission.search import find_submissions

NAME = "01_small"


def made_up(job):
    names = ("double", "negate", "join")
    exercises = [ExerciseResult(name=name, score=1.0, max_score=1.0, verdict=Verdict.PASSED) for name in names]
    return SubmissionResult(
        student=job.student,
        assignment=job.assignment,
        status=Status.GRADED,
        protection="A",
        score=3.0,
        max_score=3.0,
        seconds=0.1,
        warnings=list(job.canonical.warnings),
        exercises=exercises,
    )


@pytest.fixture
def graded(monkeypatch, tmp_path):
    """Stands in for workers and compiled programs; lists the students who were graded."""
    students = []

    def grade_jobs(setting, jobs, workers, cluster):
        for job in jobs:
            students.append(job.student)
            yield job, made_up(job)

    monkeypatch.setattr(batch_module, "grade_jobs", grade_jobs)
    monkeypatch.setattr(batch_module, "compiled_programs", lambda *args, **more: tmp_path)
    return students


@pytest.fixture
def hand_in(course_root, submitted, hand):
    def hand_in(student, source="def double(x): return 2 * x", data=None):
        hand.find(submitted, "double")["source"] = source
        path = course_root / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hand.data(submitted) if data is None else data)
        return path

    return hand_in


@pytest.fixture
def run(course_root):
    def run(on_result=lambda result: None, **more):
        course = Course.open(course_root)
        submissions = find_submissions(course_root / "submitted", NAME)
        batch = Batch(course, course.assignment(NAME), more.pop("protection", "A"), **more)
        return [graded.result for graded in batch.grade(submissions, on_result)]

    return run


def test_results_come_in_the_order_of_the_submissions(graded, hand_in, run):
    for student in ("carl", "ada", "bo"):
        hand_in(student)
    assert [result.student for result in run()] == ["ada", "bo", "carl"]


def test_what_was_graded_is_kept_with_its_result(graded, hand_in, course_root):
    hand_in("ada")
    course = Course.open(course_root)
    (kept,) = Batch(course, course.assignment(NAME), "A").grade(find_submissions(course_root / "submitted", NAME))
    assert kept.result.student == "ada"
    assert any(cell.exercise == "double" for cell in kept.canonical.cells)


def test_what_has_not_changed_is_not_graded_again(graded, hand_in, run):
    hand_in("ada")
    hand_in("bo")
    first = run()
    hand_in("bo", "def double(x): return x + x")
    again = run()
    assert graded == ["ada", "bo", "bo"]
    assert again[0] == first[0]


def test_a_result_has_the_receipt_of_what_was_graded(graded, hand_in, run):
    hand_in("ada")
    hand_in("bo", "def double(x): return x + x")
    ada, bo = run()
    assert ada.receipt != bo.receipt
    assert [result.receipt for result in run()] == [ada.receipt, bo.receipt]


def test_what_cannot_be_read_has_no_receipt(graded, hand_in, run):
    hand_in("ada", data=b"?")
    (result,) = run()
    assert result.receipt is UNSET


def test_a_changed_test_grades_everybody_again(graded, hand_in, run, course_root):
    hand_in("ada")
    run()
    with open(course_root / "tests" / NAME / "test_join.py", "a") as tests:
        tests.write("\n")
    run()
    assert graded == ["ada", "ada"]


def test_a_changed_test_runs_its_own_exercise_alone(hand_in, run, protection, course_root, tmp_path):
    def leave_a_trace(name):
        with open(course_root / "tests" / NAME / f"test_{name}.py", "a") as tests:
            tests.write(f"\nwith open({str(tmp_path / 'ran')!r}, 'a') as ran:\n    ran.write('{name} ')\n")

    hand_in("ada", "def double(x): return x")
    leave_a_trace("double")
    leave_a_trace("join")
    (first,) = run(protection=protection, workers=1)
    (tmp_path / "ran").unlink()
    leave_a_trace("negate")
    (again,) = run(protection=protection, workers=1)
    assert set((tmp_path / "ran").read_text().split()) == {"negate"}
    assert (again.score, again.exercises) == (first.score, first.exercises)


@pytest.fixture
def edited(graded, course_root, monkeypatch):
    """While a second submission is graded, a hidden test says this."""
    path = course_root / "tests" / NAME / "test_join.py"
    before = path.read_text()

    def edited(meanwhile, afterwards=""):
        def grade_jobs(setting, jobs, workers, cluster):
            for number, job in enumerate(jobs):
                path.write_text(before + (meanwhile if number == 1 else afterwards))
                graded.append(job.student)
                yield job, made_up(job)
            path.write_text(before + afterwards)

        monkeypatch.setattr(batch_module, "grade_jobs", grade_jobs)

    return edited


def test_nothing_is_recorded_from_two_versions_of_a_test(hand_in, run, edited):
    hand_in("ada")
    hand_in("bo")
    edited(meanwhile="# Stricter.\n", afterwards="# Stricter.\n")
    with pytest.raises(
        CourseChanged, match=r"01_small: `tests/01_small/test_join\.py` changed while it was graded, so"
    ):
        run()


def test_whoever_corrects_a_notebooks_prose_meanwhile_does_not_stop_a_run(
    graded, hand_in, run, course_root, monkeypatch
):
    hand_in("ada")
    path = course_root / "source" / NAME / f"{NAME}.ipynb"

    def grade_jobs(setting, jobs, workers, cluster):
        for job in jobs:
            notebook = json.loads(path.read_text())
            notebook["cells"].append({"cell_type": "markdown", "id": "more", "metadata": {}, "source": ["More."]})
            path.write_text(json.dumps(notebook))
            yield job, made_up(job)

    monkeypatch.setattr(batch_module, "grade_jobs", grade_jobs)
    assert [each.student for each in run()] == ["ada"]


def test_what_a_test_judged_that_was_changed_back_is_graded_again(graded, hand_in, run, edited):
    hand_in("ada")
    hand_in("bo")
    edited(meanwhile="# Stricter.\n")
    run()
    run()
    assert graded == ["ada", "bo", "ada", "bo"]


def test_what_is_kept_decides_about_follow_through(hand_in, run, protection, course_root):
    tests = course_root / "tests" / NAME / "test_join.py"
    tests.write_text(tests.read_text() + '\nBUILDS_ON = ("double",)\n')
    hand_in("ada", "def double(x): return x")
    (first,) = run(protection=protection, workers=1)
    tests.write_text(tests.read_text() + "\n# Changed.\n")
    (again,) = run(protection=protection, workers=1)
    assert again.exercises == first.exercises
    assert again.exercises[2].follow_through == ("double",)


def test_force_grades_again(graded, hand_in, run):
    hand_in("ada")
    run()
    run(force=True)
    assert graded == ["ada", "ada"]


def test_other_protection_grades_again(graded, hand_in, run):
    hand_in("ada")
    run()
    run(protection="B")
    assert graded == ["ada", "ada"]


def test_an_error_of_ours_is_graded_again(graded, hand_in, run, monkeypatch, course_root):
    hand_in("ada")
    assignment = Course.open(course_root).assignment(NAME)
    with monkeypatch.context() as patch:
        patch.setitem(globals(), "made_up", lambda job: error_result(assignment, job.student, "A", "why"))
        assert run()[0].status == "error"
    assert run()[0].status == "graded"


def test_what_cannot_be_read_is_malformed_and_needs_no_worker(graded, hand_in, run, course_root):
    hand_in("ada", data=b"hello")
    hand_in("bo").unlink()
    (course_root / "submitted" / "carl").symlink_to("ada")
    results = run()
    assert [result.status for result in results] == ["malformed"] * 3
    assert [result.warnings[0].split(";")[0] for result in results] == [
        "The file is not a notebook: it is not JSON, or it was cut off. Open it in JupyterLab, save it and hand it in "
        "again.",
        "There is no notebook in the submission",
        "The submission is a link, and links are not followed",
    ]
    assert graded == []


def test_submitted_bytes_stay_as_they_came(graded, hand_in, run):
    path = hand_in("ada", data=b"hello")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    run()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_how_it_was_handed_in_is_a_warning(graded, hand_in, run):
    path = hand_in("ada")
    path.rename(path.with_name("other.ipynb"))
    assert "the only one there is was graded" in run()[0].warnings[0]


def test_a_run_that_is_stopped_goes_on_where_it_was(graded, hand_in, run, course_root):
    def stop(result):
        raise KeyboardInterrupt

    hand_in("ada")
    hand_in("bo")
    with pytest.raises(KeyboardInterrupt):
        run(stop)
    run()
    assert graded == ["ada", "bo"]


def test_each_result_is_told(graded, hand_in, run):
    told = []
    hand_in("ada", data=b"hello")
    hand_in("bo")
    run(told.append)
    assert sorted(result.student for result in told) == ["ada", "bo"]


def test_an_assignment_that_is_not_released_is_refused(graded, hand_in, run, course_root):
    hand_in("ada")
    (course_root / "release" / NAME / f"{NAME}.ipynb").unlink()
    with pytest.raises(CourseError, match="run `gradax release` first"):
        run()


def test_real_workers_grade_a_class(hand_in, run, protection):
    hand_in("ada")
    hand_in("bo", "def double(x): return x")
    hand_in("carl", "import os; os._exit(0)")
    results = run(protection=protection, workers=2)
    assert [(result.student, result.status, result.score) for result in results] == [
        ("ada", "graded", 100.0),
        ("bo", "graded", 47.5),
        ("carl", "graded", 30.0),
    ]


def test_an_error_of_ours_is_graded_again_alone_when_everything_else_is_done(hand_in, course_root, monkeypatch):
    runs = []
    assignment = Course.open(course_root).assignment(NAME)

    def grade_jobs(setting, jobs, workers, cluster):
        jobs = list(jobs)
        runs.append((workers, [job.student for job in jobs]))
        for job in jobs:
            busy = len(runs) == 1 and job.student == "bo"
            yield job, error_result(assignment, job.student, "A", "too busy") if busy else made_up(job)

    monkeypatch.setattr(batch_module, "grade_jobs", grade_jobs)
    monkeypatch.setattr(batch_module, "compiled_programs", lambda *args, **more: None)
    for student in ("ada", "bo", "carl"):
        hand_in(student)
    found = find_submissions(course_root / "submitted", NAME)
    graded = Batch(assignment.course, assignment, "A", workers=2).grade(found)
    assert runs == [(2, ["ada", "bo", "carl"]), (1, ["bo"])]
    assert [each.result.status for each in graded] == ["graded"] * 3


def test_what_lies_in_the_wrong_place_is_malformed_and_says_where(graded, hand_in, run, course_root):
    path = hand_in("bob")
    path.rename(course_root / "submitted" / "bob" / path.name)
    path.parent.rmdir()
    (result,) = run()
    assert (result.status, result.score) == ("malformed", 0.0)
    assert result.reason == (
        "There is no notebook at `01_small/01_small.ipynb`, but there is `01_small.ipynb`. Move it and hand it in "
        "again."
    )
    assert graded == []

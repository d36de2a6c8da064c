import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from recording import record_results

from gradax.authoring.release import release
from gradax.results import ExerciseResult, Status, SubmissionResult, TestResult, Verdict

GRADAX = Path(sys.executable).parent / "gradax"


def result_of(student, score):
    verdict = Verdict.PASSED if score == 100.0 else Verdict.FAILED
    test = TestResult(name="test_b", rubric="A bound holds.", verdict=verdict, message="The bound.")
    exercise = ExerciseResult(name="clamp", score=score, max_score=100.0, verdict=verdict, tests=[test])
    return SubmissionResult(
        student=student, assignment="01_tiny", status=Status.GRADED, protection="A",
        score=score, max_score=100.0, seconds=1.0, exercises=[exercise],
    )  # fmt: skip


@pytest.fixture(scope="module")
def graded(tiny_course_class, tmp_path_factory):
    """A tiny course with two graded students."""
    tiny = tiny_course_class(tmp_path_factory.mktemp("reported") / "course")
    release(tiny.open(), tiny.assignment())
    for student in ("ada", "bob"):
        released = (tiny.root / "release/01_tiny/01_tiny.ipynb").read_text()
        tiny.write(f"submitted/{student}/01_tiny/01_tiny.ipynb", released)
    record_results(tiny.assignment(), [result_of("ada", 100.0), result_of("bob", 37.5)])
    return tiny.root


def run(root, *arguments):
    return subprocess.run(
        [GRADAX, *arguments], cwd=root, env=os.environ | {"COLUMNS": "200"}, capture_output=True, text=True, timeout=60
    )


def test_feedback_writes_a_page_for_each_student(graded):
    done = run(graded, "feedback")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert "2 pages" in done.stdout
    assert (graded / "feedback/bob/01_tiny/01_tiny.html").is_file()


def test_feedback_for_somebody_unknown_is_bad_input(graded):
    done = run(graded, "feedback", "01_tiny", "--student", "nobody")
    assert done.returncode == 2
    assert "no submission of 01_tiny of nobody" in done.stderr


def test_report_shows_the_class_and_writes_a_page(graded):
    done = run(graded, "report", "01_tiny")
    assert done.returncode == 0, done.stderr
    assert "A bound holds." in done.stdout
    assert "A bound holds." in (graded / "report/01_tiny/index.html").read_text()
    assert (graded / "report/01_tiny/report.txt").read_text() in done.stdout


def test_report_names_what_holds_nothing_for_the_assignment(graded):
    stray = graded / "submitted" / "carol" / "01_Tiny"
    stray.mkdir(parents=True)
    try:
        done = run(graded, "report", "01_tiny")
    finally:
        shutil.rmtree(stray.parent)
    assert "1 folder in submitted/ holds nothing for 01_tiny: carol (01_Tiny; did you mean 01_tiny?)." in done.stdout


def test_report_of_what_nobody_graded_says_what_to_do(tiny_course):
    done = run(tiny_course.root, "report", "01_tiny")
    assert done.returncode == 2
    assert "nothing is graded yet; run `gradax grade 01_tiny` first" in done.stderr


def test_export_prints_csv(graded):
    done = run(graded, "export", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == [
        "ada,01_tiny,100,100,0,100,graded,A",
        "bob,01_tiny,37.5,100,0,37.5,graded,A",
    ]


def test_export_can_write_a_file(graded, tmp_path):
    done = run(graded, "export", "--format", "canvas", "--output", str(tmp_path / "grades.csv"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "grades.csv").read_text().startswith("Student,ID,SIS User ID,SIS Login ID,Section,")


def test_export_into_the_gradebook_of_an_lms_says_who_does_not_match(graded, tmp_path):
    theirs = tmp_path / "canvas.csv"
    theirs.write_text('Student,ID,SIS User ID,SIS Login ID,Section,One exercise (4711)\n"Lovelace, Ada",17,,ada,Mo,\n')
    done = run(graded, "export", "--format", "canvas", "--match", str(theirs))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == '"Lovelace, Ada",17,,ada,Mo,100'
    assert "In the gradebook but not in canvas.csv, so their grades are not exported: bob." in done.stderr


def test_export_to_a_place_that_cannot_be_written_is_bad_input(graded, tmp_path):
    done = run(graded, "export", "--output", str(tmp_path))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr

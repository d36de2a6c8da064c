"""`gradax grade`, as people meet it."""

import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
import typer
from msgspec import structs
from rich.console import Console

from gradax.cli import grading
from gradax.cli.app import OUR_FAULT
from gradax.course import CourseError
from gradax.gradebook import record
from gradax.grading import batch, sandboxes
from gradax.grading.grade import error_result
from gradax.grading.graded import Graded
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, TestResult, Verdict
from gradax.sandbox import Protection
from gradax.submission.canonical import Canonical
from gradax.wire.failures import GraderFault

NAME = "01_small"


def graded(student, *, diagnosis=None, kind=None, status=Status.GRADED):
    test = TestResult(name="test_value", rubric="", verdict=Verdict.FAILED, kind=kind)
    exercise = ExerciseResult(
        name="double", score=0.0, max_score=20.0, verdict=Verdict.FAILED, diagnosis=diagnosis, tests=[test]
    )
    return SubmissionResult(
        student=student,
        assignment=NAME,
        status=status,
        protection="A",
        score=80.0,
        max_score=100.0,
        seconds=1.25,
        exercises=[exercise],
    )


@pytest.fixture
def hand_in(course_root, submitted, hand, monkeypatch):
    monkeypatch.chdir(course_root)

    def hand_in(student, source="def double(x): return 2 * x", root="submitted"):
        hand.find(submitted, "double")["source"] = source
        path = course_root / root / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hand.data(submitted))

    return hand_in


@pytest.fixture
def grade(monkeypatch, capsys):
    """Calls the command; results are made up by `results`, by student."""
    recorded = []
    monkeypatch.setattr(record, "record", lambda *args, **more: recorded.append((args, more)))
    monkeypatch.setattr(sandboxes, "detect", lambda: Protection("A"))
    monkeypatch.setattr(grading, "console", Console(width=120, highlight=False))
    made_up = {}

    def stand_in(self, submissions, on_result=lambda result: None):
        assert self.protection in ("A", None)
        return [Graded(Canonical((), {}), made_up.get(each.student) or graded(each.student)) for each in submissions]

    monkeypatch.setattr(batch.Batch, "grade", stand_in)

    def grade(*names, **options):
        code = 0
        try:
            grading.grade(list(names), **options)
        except typer.Exit as end:
            code = end.exit_code
        out, err = capsys.readouterr()
        return code, out, err

    grade.results, grade.recorded = made_up, recorded  # type: ignore[attr-defined]
    return grade


def test_the_table_names_everybody(grade, hand_in):
    hand_in("ada")
    hand_in("bo")
    code, out, _ = grade()
    assert code == 0
    assert "01_small: 2 graded" in out
    assert "ada" in out
    assert "80 / 100" in out


def test_the_table_says_why(grade, hand_in):
    hand_in("ada")
    grade.results["ada"] = graded("ada", diagnosis="Gives x back.", kind=Kind.TIMEOUT)
    _, out, _ = grade()
    assert "timeout" in out
    assert "Gives x back." in out


def test_what_lies_in_the_wrong_place_is_named_after_the_table(grade, hand_in, course_root):
    hand_in("ada")
    hand_in("carol")
    (course_root / "submitted" / "carol" / NAME).rename(course_root / "submitted" / "carol" / NAME.upper())
    code, _, err = grade()
    assert (code, err) == (
        0,
        "1 folder in submitted/ holds nothing for 01_small: carol (01_SMALL; did you mean 01_small?).\n",
    )
    assert grade(student=["ada"])[2] == ""


def test_code_that_replaces_what_tests_rely_on_is_named(grade, hand_in):
    hand_in("mallory")
    grade.results["mallory"] = structs.replace(graded("mallory"), replaced=["jax.make_jaxpr", "numpy.sum"])
    code, _, err = grade()
    assert code == 0
    assert "mallory: The code replaces `jax.make_jaxpr` and `numpy.sum`." in err


def test_where_there_is_nothing_to_grade_what_there_is_instead_is_named(grade, hand_in, course_root):
    (course_root / "submitted" / "carol" / "01_smaal").mkdir(parents=True)
    with pytest.raises(CourseError, match=r"\n1 folder in submitted/ .*: carol \(01_smaal; did you mean 01_small\?\)"):
        grade()


def test_an_id_in_another_unicode_form_is_named(grade, hand_in):
    hand_in(unicodedata.normalize("NFD", "José"))
    code, _, err = grade()
    assert code == 0
    assert "is not in Unicode's usual form" in err


def test_control_characters_of_a_name_are_replaced(grade, hand_in):
    hand_in("a\x1b[31mda")
    _, out, _ = grade()
    assert "a\N{REPLACEMENT CHARACTER}da" in out


def test_markup_in_a_name_is_text(grade, hand_in):
    hand_in("[red]ada")
    assert "[red]ada" in grade()[1]


def test_failed_submissions_are_no_failure(grade, hand_in):
    hand_in("ada")
    grade.results["ada"] = graded("ada", status=Status.MALFORMED).__class__(
        student="ada",
        assignment=NAME,
        status=Status.MALFORMED,
        protection="A",
        score=0.0,
        max_score=100.0,
        seconds=0.0,
        warnings=["The file is empty."],
        reason="The file is empty.",
    )
    code, out, _ = grade()
    assert code == 0
    assert "The file is empty." in out


def test_an_error_of_ours_is_told_by_the_exit_code(grade, hand_in, course_root):
    from gradax.course import Course

    hand_in("ada")
    grade.results["ada"] = error_result(Course.open(course_root).assignment(NAME), "ada", "A", "no memory.")
    code, _, err = grade()
    assert code == OUR_FAULT
    assert "could not be graded. Run `gradax grade` again" in err


def test_json_is_a_list_of_all_results(grade, hand_in, tmp_path):
    hand_in("ada")
    hand_in("bo")
    grade(json=tmp_path / "all.json")
    assert [result["student"] for result in json.loads((tmp_path / "all.json").read_bytes())] == ["ada", "bo"]


def test_one_student_only(grade, hand_in):
    hand_in("ada")
    hand_in("bo")
    _, out, _ = grade(student=["bo"])
    assert "1 graded" in out
    assert "ada" not in out


def test_submissions_of_another_folder(grade, hand_in, course_root):
    hand_in("zoe", root="elsewhere")
    grade(submitted=Path("elsewhere"))
    ((_, more),) = grade.recorded
    assert more["submitted"] == Path("elsewhere")


def test_a_student_who_handed_in_nothing(grade, hand_in):
    hand_in("ada")
    with pytest.raises(CourseError, match="there is no submission of 01_small by a student `bo`; `gradax"):
        grade(student=["bo"])
    with pytest.raises(CourseError, match=r"by a student `adda`; did you mean `ada`\?"):
        grade(student=["adda"])


def test_nothing_to_grade(grade, hand_in, course_root):
    (course_root / "submitted").mkdir()
    with pytest.raises(CourseError, match="there is no submission of 01_small; one is <student>/<assignment>/"):
        grade()


def test_no_folder_of_submissions(grade, hand_in):
    with pytest.raises(CourseError, match="there is no such folder of submissions"):
        grade(submitted=Path("nowhere"))


def test_an_unknown_assignment(grade, hand_in):
    hand_in("ada")
    with pytest.raises(CourseError, match="there is no assignment `01_smal`; did you mean `01_small`"):
        grade("01_smal")


def test_without_protection_it_refuses(grade, hand_in, monkeypatch):
    hand_in("ada")
    monkeypatch.setattr(sandboxes, "detect", lambda: Protection(None, ["The kernel is too old."]))
    with pytest.raises(CourseError, match=r"The kernel is too old\. `gradax doctor` says .* --i-trust-these"):
        grade()


def test_without_protection_it_grades_what_is_trusted(grade, hand_in, monkeypatch):
    hand_in("ada")
    monkeypatch.setattr(sandboxes, "detect", lambda: Protection(None, ["The kernel is too old."]))
    code, _, err = grade(trusted=True)
    assert code == 0
    assert "Grading without protection" in err


def gradax(*arguments, root, without=()):
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    script = f"import sys; sys.modules.update(dict.fromkeys({without})); from gradax.cli import main; main()"
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_cluster_needs_dask(course_root):
    running = gradax("grade", "--scheduler", "tcp://127.0.0.1:1", root=course_root, without=("distributed",))
    assert running.communicate() == (
        "",
        "--scheduler needs Dask, and `distributed` is not installed: pip install 'gradax[cluster]'.\n",
    )
    assert running.returncode == 2


@pytest.mark.slow
def test_a_class_is_graded_into_results_and_gradebook(hand_in, course_root):
    hand_in("ada")
    hand_in("bo", "while True: pass")
    running = gradax("grade", "--json", "all.json", root=course_root)
    out, err = running.communicate()
    assert (running.returncode, err) == (0, "")
    assert "all passed" in out
    results = json.loads((course_root / "all.json").read_bytes())
    assert [(result["student"], result["score"]) for result in results] == [("ada", 100.0), ("bo", 30.0)]
    assert (course_root / "autograded" / "ada" / NAME / "results.json").is_file()
    assert (course_root / "gradebook.db").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_keeps_what_is_finished(hand_in, course_root, sent):
    hand_in("ada")
    hand_in("bo", "import time\nfor _ in range(15): time.sleep(0.1)\nwhile True: pass")
    running = gradax("grade", "--workers", "1", root=course_root)
    until = time.monotonic() + 60
    while not (kept := list((course_root / ".gradax" / "results").rglob("*.json"))) and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(sent)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 1, err
    assert "What was graded is kept" in err
    assert [json.loads(path.read_bytes())["result"]["score"] for path in kept] == [100.0]
    assert not (course_root / "autograded").exists()


def test_a_dry_run_lists_whose_grade_would_move_and_records_nothing(grade, hand_in, course_root):
    hand_in("ada")
    code, out, _ = grade(dry_run=True)
    assert code == 0
    assert "ada: no grade → 80 (submitted)" in out
    assert "1 grade of 1 would move. Nothing was recorded; `gradax grade` records exactly this." in out
    assert grade.recorded == []
    assert not (course_root / "journal").exists()


def test_a_dry_run_that_moves_nothing_says_so(grade, hand_in, course_root):
    hand_in("ada")
    path = course_root / "autograded" / "ada" / NAME / "results.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(graded("ada").to_json())
    assert "01_small: no grade would move. Nothing was recorded." in grade(dry_run=True)[1]


def test_a_journal_that_cannot_be_written_is_named(grade, hand_in, course_root):
    hand_in("ada")
    (course_root / "journal").write_text("in the way")
    with pytest.raises(GraderFault, match=r"journal cannot be written \(File exists\)\. The verdicts are kept: make"):
        grade()


def test_what_is_handed_in_again_meanwhile_is_not_recorded(grade, hand_in, monkeypatch):
    hand_in("ada")
    hand_in("bo")
    grade_all = batch.Batch.grade

    def interrupted(self, *arguments, **more):
        hand_in("ada", "def double(x):\n    return 3 * x\n")
        return grade_all(self, *arguments, **more)

    monkeypatch.setattr(batch.Batch, "grade", interrupted)
    _, out, err = grade()
    assert err == "ada: handed in again meanwhile and not recorded; run the same command again.\n"
    (((_, _, recorded), _),) = grade.recorded
    assert [each.result.student for each in recorded] == ["bo"]
    assert "ada" not in out


@pytest.mark.slow
def test_the_run_after_a_dry_run_does_exactly_that(hand_in, course_root):
    hand_in("ada")
    hand_in("bo", "def double(x): return x")
    dry = gradax("grade", "--dry-run", root=course_root).communicate()[0]
    assert "bo: no grade → 47.5 (submitted)" in dry
    assert not (course_root / "autograded").exists()
    assert not (course_root / "gradebook.db").exists()
    kept = {path: path.stat().st_mtime_ns for path in (course_root / ".gradax" / "results").rglob("*.json")}
    gradax("grade", root=course_root).communicate()
    assert kept == {path: path.stat().st_mtime_ns for path in (course_root / ".gradax" / "results").rglob("*.json")}
    lines = (course_root / "journal" / "grades.jsonl").read_text().splitlines()
    assert [(line["who"], line["to"]) for line in map(json.loads, lines)] == [("ada", 100.0), ("bo", 47.5)]

"""The commands as a person meets them: exit codes and sentences."""

import json
import sys

import pytest
from typer.testing import CliRunner

from gradax.cli import app, main
from gradax.cli.app import BAD_INPUT, complain, say
from gradax.course import CourseError


@pytest.fixture
def run(tiny_course, monkeypatch):
    """Run a gradax command in the tiny course's folder."""
    monkeypatch.chdir(tiny_course.root)
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_release_says_what_it_released(run, tiny_course):
    result = run("release")
    assert (result.exit_code, tiny_course.released()["nbformat"]) == (0, 4)
    assert result.output.splitlines() == ["release/01_tiny/01_tiny.ipynb: 1 exercise, 100 points"]


def test_release_check_names_what_is_missing_and_what_to_do(run):
    result = run("release", "--check")
    assert result.exit_code == 1
    assert "01_tiny.ipynb: is missing" in result.output
    assert "Run `gradax release`" in result.output


def test_release_check_is_content_after_a_release(run):
    run("release")
    result = run("release", "--check", "01_tiny")
    assert result.exit_code == 0
    assert "release/ is in step with source/: 1 assignment." in result.output


def test_release_makes_the_students_bundle(run, tiny_course):
    assert run("release", "--to", "out").exit_code == 0
    assert (tiny_course.root / "out" / "01_tiny" / "01_tiny.ipynb").is_file()


def test_a_leak_falls_short(run, tiny_course):
    tiny_course.write("source/01_tiny/hints/notes.md", "Remember to set the exam.")
    result = run("release")
    assert result.exit_code == 1
    assert "01_tiny was not released, because it would give secrets away:" in result.stderr
    assert "hints/notes.md: does not belong to the assignment" in result.stderr


def test_check_and_to_exclude_each_other(run):
    with pytest.raises(CourseError, match="--check only compares and --to writes a bundle; choose one"):
        run("release", "--check", "--to", "out")


def test_the_reading_edition_is_written_and_nothing_released(run, tiny_course):
    assert run("release", "--solutions").output == "solutions/01_tiny/01_tiny.ipynb: 01_tiny with its solutions\n"
    assert not (tiny_course.root / "release").exists()


@pytest.mark.parametrize("due", ["2999-01-31T12:00:00", "2999-01-31T12:00:00+02:00"])
def test_a_reading_edition_before_the_deadline_comes_with_a_warning(run, tiny_course, due):
    config = (tiny_course.root / "course.yaml").read_text()
    tiny_course.write("course.yaml", config.replace("title: One exercise", f"title: One exercise\n    due: {due}"))
    output = run("release", "--solutions").output
    assert "01_tiny is due on 2999-01-31 12:00: do not hand it out before." in output


def test_no_warning_after_the_deadline(run, tiny_course):
    config = (tiny_course.root / "course.yaml").read_text()
    tiny_course.write("course.yaml", config.replace("title: One exercise", "title: x\n    due: 2020-01-31T12:00:00"))
    assert "due" not in run("release", "--solutions").output


@pytest.mark.parametrize("option", ["--check", "--dry-run", "--forget-grades", "--to=out"])
def test_the_reading_edition_is_no_release(run, option):
    with pytest.raises(CourseError, match="--solutions releases nothing; leave out --check, --dry-run"):
        run("release", "--solutions", option)


def test_tidy_puts_notebooks_in_normal_form(run, tiny_course):
    path = tiny_course.root / "source" / "01_tiny" / "01_tiny.ipynb"
    normal = path.read_text()
    path.write_text(normal.replace('"execution_count": null', '"execution_count": 5'))
    result = run("tidy")
    assert (result.exit_code, path.read_text()) == (0, normal)
    assert "source/01_tiny/01_tiny.ipynb: now in normal form" in result.output


def test_tidy_leaves_a_tidy_notebook_alone(run):
    assert run("tidy").output == ""


def test_verify_says_that_all_is_well_and_keeps_the_fingerprints(run, tiny_course):
    result = run("verify", "--json", "report.json")
    assert (result.exit_code, "All is well." in result.output) == (0, True)
    assert json.loads((tiny_course.root / "report.json").read_text())["ok"] is True
    assert (tiny_course.root / "tests" / "01_tiny" / "fingerprints.json").is_file()


def test_a_quick_verify_leaves_the_fingerprints_as_they_are(run, tiny_course):
    result = run("verify", "--quick")
    assert (result.exit_code, "has no fingerprint yet" in " ".join(result.output.split())) == (0, True)
    assert not (tiny_course.root / "tests" / "01_tiny" / "fingerprints.json").exists()


def test_answers_of_another_bank_meet_every_test(run, tiny_course):
    with pytest.raises(CourseError, match="Answers of another bank meet every test; leave out --quick"):
        run("verify", "--quick", "--answers", "bank")


def test_verify_falls_short_of_a_wrong_answer_that_passes(run, tiny_course):
    tiny_course.write("bank/01_tiny/clamp/wrong_sorted.py", "def clamp(x, a, b):\n    return sorted((a, x, b))[1]\n")
    result = run("verify", "--answers", "bank", "--exercise", "clamp")
    assert result.exit_code == 1
    assert "01_tiny/clamp: wrong_sorted passes every test." in result.output
    assert not (tiny_course.root / "tests" / "01_tiny" / "fingerprints.json").exists()


def test_verify_hears_the_linter(run, tiny_course):
    (tiny_course.root / "source" / "01_tiny" / "hints" / "clamp.md").unlink()
    result = run("verify")
    assert result.exit_code == 1
    assert "hints/clamp.md: there are no hints for 'clamp'" in result.output


def test_demo_makes_a_class_and_says_who_is_who(run, tiny_course):
    run("release")
    result = run("demo", "--students", "2")
    assert result.exit_code == 0
    assert "ada        everything solved" in result.output
    assert "\nsubmitted: 2 students. Now run `gradax grade`." in result.output
    assert len(list((tiny_course.root / "submitted").iterdir())) == 2


def test_demo_leaves_real_submissions_alone(run, tiny_course):
    run("release")
    path = tiny_course.write("submitted/ada/01_tiny/01_tiny.ipynb", "her own work")
    assert "not made by `gradax demo`; left as it is." in run("demo").output
    assert path.read_text() == "her own work"


def test_repetitions_need_numbers_of_their_own(run, monkeypatch):
    monkeypatch.setenv("GRADAX_SEED", "7")
    with pytest.raises(CourseError, match="With GRADAX_SEED set, each repetition draws the same numbers; unset it"):
        run("verify", "--repeat", "2")


def test_verify_of_one_exercise_is_not_held_up_by_the_linter(run, tiny_course):
    (tiny_course.root / "source" / "01_tiny" / "hints" / "clamp.md").unlink()
    assert run("verify", "--exercise", "clamp").exit_code == 0


def test_paths_are_relative_to_the_course(tiny_course, monkeypatch, capsys):
    monkeypatch.chdir(tiny_course.root / "source")
    say(f"{tiny_course.root / 'release' / 'x'} and {tiny_course.root.parent / 'y'}")
    complain(f"{tiny_course.root / 'course.yaml'}: \x1b[2J[red]")
    out, err = capsys.readouterr()
    assert out == f"release/x and {tiny_course.root.parent / 'y'}\n"
    assert err == "course.yaml: \N{REPLACEMENT CHARACTER}[red]\n"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("grade", "submitted: there is no such folder of submissions."),
        ("tidy other", "course.yaml: there is no assignment `other`"),
        ("feedback 01_tiny", "autograded: there is no submission of 01_tiny here."),
        ("receipt ../01_tiny.ipynb", "../01_tiny.ipynb: cannot be read (No such file or directory)."),
    ],
)
def test_a_failure_in_a_subfolder_names_files_from_the_course_or_as_typed(
    tiny_course, monkeypatch, capsys, command, sentence
):
    monkeypatch.chdir(tiny_course.root / "source")
    monkeypatch.setattr(sys, "argv", ["gradax", *command.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == BAD_INPUT
    assert said.startswith(sentence)
    assert str(tiny_course.root) not in said


def test_elsewhere_paths_are_relative_to_the_folder_one_is_in(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    say(f"{tmp_path / 'a' / 'b'}")
    assert capsys.readouterr().out == "a/b\n"

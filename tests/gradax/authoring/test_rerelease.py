"""An assignment that is released again after students have handed in, been graded, and been given points by hand."""

import os
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner

from gradax.authoring.release import LeakError, rehearse, release
from gradax.cli import app
from gradax.course import CourseError
from gradax.wire.failures import GraderFault


def released(course, **options):
    return release(course.assignment.course, course.assignment, **options).sentences()


def test_a_first_release_concerns_nobody(revised):
    assert released(revised) == []


def test_an_added_exercise_is_told_and_waits_to_be_graded(graded):
    graded.add("triple", 10.0)
    assert released(graded) == [
        "01_small: ada and bob have been graded. For them:",
        "- `triple` is new (10 points). A notebook of the earlier release has no answer to it: 0 points, and a warning "
        "that says why.",
        "- Everything else stays, and so do points and comments given by hand.",
    ]
    assert graded.grades("ada")["triple"] == (None, None, True)


def test_an_added_exercise_can_be_commented_on(graded):
    graded.add("triple", 10.0)
    released(graded)
    graded.give("ada", "triple", comment="Not there yet.")
    assert graded.comment("ada", "triple") == "Not there yet."


def test_a_dropped_exercise_takes_its_points_and_cells_along(graded):
    graded.drop("double")
    assert released(graded)[1] == "- `double` is gone, and its 20 points with it."
    assert set(graded.grades("ada")) == {"negate", "join"}
    assert graded.cells() == [
        ["test_join", "test_negate"],
        ["join", "negate"],
        ["join", "negate", "setup", "test_join", "test_negate"],
    ]


def test_nothing_is_left_of_a_dropped_exercise(graded):
    graded.drop("double")
    released(graded)
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        orphans = [
            list(
                gradebook.db.connection().exec_driver_sql(
                    f"select id from {table} where cell_id not in (select id from base_cell)"
                )
            )
            for table in ("grade", "comment")
        ]
    assert orphans == [[], []]


def test_what_was_given_by_hand_stays_where_the_exercise_does(graded):
    graded.drop("double")
    graded.add("triple", 10.0)
    released(graded)
    graded.record_again("bob", negate=10.0)
    assert graded.grades("bob")["negate"] == (10.0, 25.0, False)
    assert graded.comment("bob", "negate") == "The sign alone was wrong."


def test_what_was_given_by_hand_is_not_lost_by_the_way(graded):
    graded.drop("negate")
    with pytest.raises(CourseError) as refused:
        released(graded)
    assert str(refused.value).splitlines() == [
        "01_small: ada and bob have been graded. For them:",
        "- `negate` is gone, and its 30 points with it. With it goes what was given by hand to bob.",
        "- Everything else stays, and so do points and comments given by hand.",
        "Nothing was changed, since what was given by hand for `negate` would be lost. To discard it, run `gradax "
        "release 01_small --forget-grades`.",
    ]
    assert graded.grades("bob")["negate"] == (10.0, 25.0, False)


@pytest.mark.parametrize("given", [{"points": 20.0}, {"comment": "Fine."}])
def test_points_and_comments_alone_are_by_hand_too(graded, given):
    graded.give("ada", "join", **given)
    graded.drop("join")
    with pytest.raises(CourseError, match="given by hand to ada"):
        released(graded)


def test_a_refused_release_changes_no_file(graded):
    graded.drop("negate")
    path = graded.root / "release" / graded.name / f"{graded.name}.ipynb"
    before = path.read_bytes()
    with pytest.raises(CourseError, match="would be lost"):
        released(graded)
    assert path.read_bytes() == before


def test_whoever_insists_forgets_it(graded):
    graded.drop("negate")
    released(graded, forget=True)
    assert set(graded.grades("bob")) == {"double", "join"}


def test_a_new_name_that_nobody_declared_is_asked_for(graded):
    graded.rename("negate", "flip")
    with pytest.raises(
        CourseError, match=r"If `flip` is `negate` .*, add `renamed: {negate: flip}` to 01_small in course"
    ):
        released(graded)


def test_a_declared_new_name_keeps_everything(graded):
    graded.rename("negate", "flip")
    graded.declare("negate", "flip")
    assert released(graded)[1] == (
        "- `negate` is called `flip` now. What was handed in as `negate` counts for it; points and comments given by "
        "hand stay."
    )
    assert graded.grades("bob")["flip"] == (10.0, 25.0, False)
    assert graded.comment("bob", "flip") == "The sign alone was wrong."
    assert "negate" not in graded.cells()[1]


def test_a_new_name_is_told_once(graded):
    graded.rename("negate", "flip")
    graded.declare("negate", "flip")
    released(graded)
    assert released(graded) == []


def test_changed_points_are_told_and_not_final_until_graded_anew(graded):
    graded.value("join", 40.0)
    assert released(graded)[1] == "- `join` gives 40 points instead of 50; it is graded anew."
    assert graded.grades("ada")["join"] == (50.0, None, True)
    graded.record_again("ada")
    assert graded.grades("ada")["join"] == (40.0, None, False)


def test_points_by_hand_of_changed_worth_stay_to_be_looked_at(graded):
    graded.value("negate", 60.0)
    assert released(graded)[1].endswith("graded anew. Points given by hand stay as they are; look again at bob.")
    graded.record_again("bob", negate=20.0)
    assert graded.grades("bob")["negate"] == (20.0, 25.0, True)


def test_changed_prose_concerns_nobody(graded):
    graded.reword()
    assert released(graded) == []
    assert graded.grades("bob")["negate"] == (10.0, 25.0, False)


def test_another_order_concerns_nobody(graded):
    graded.reverse()
    assert released(graded) == []
    assert [each.name for each in graded.assignment.exercises] == ["join", "negate", "double"]


def test_who_has_handed_in_and_is_not_graded_is_named(graded):
    graded.hand_in("cem")
    graded.add("triple", 10.0)
    assert released(graded)[0] == "01_small: ada and bob have been graded and cem has handed in. For them:"


def test_without_a_gradebook_the_last_release_is_compared(revised):
    released(revised)
    revised.hand_in("ada")
    (revised.root / "gradebook.db").unlink()
    revised.add("triple", 10.0)
    assert released(revised)[0] == "01_small: ada has handed in. For them:"


def test_a_rehearsal_says_the_same_and_changes_nothing(graded):
    graded.add("triple", 10.0)
    before = {path: path.read_bytes() for path in graded.root.rglob("*") if path.is_file()}
    said = rehearse(graded.assignment.course, graded.assignment).sentences()
    assert {path: path.read_bytes() for path in graded.root.rglob("*") if path.is_file()} == before
    assert said == released(graded)


@pytest.fixture
def elsewhere(graded, monkeypatch):
    """A release is made on a machine that does not have this gradebook."""
    monkeypatch.setattr(
        "gradax.gradebook.database.rerelease.follow", lambda assignment, forget: rehearse(assignment.course, assignment)
    )
    return graded


def test_grading_lets_the_gradebook_follow_a_release_made_elsewhere(elsewhere):
    elsewhere.add("triple", 10.0)
    released(elsewhere)
    assert "triple" not in elsewhere.grades("ada")
    elsewhere.record_again("ada", triple=0.0)
    assert elsewhere.grades("ada")["triple"] == (0.0, None, False)


def test_grading_does_not_lose_what_was_given_by_hand_either(elsewhere):
    elsewhere.drop("negate")
    released(elsewhere)
    with pytest.raises(
        CourseError, match=r"would be lost\. To discard it, run `gradax release 01_small --forget-grades`"
    ):
        elsewhere.record_again("ada")
    assert elsewhere.grades("bob")["negate"] == (10.0, 25.0, False)


def test_a_run_that_is_killed_leaves_the_gradebook_whole(graded):
    before = graded.cells(), graded.grades("bob"), graded.comment("bob", "negate")
    graded.drop("negate")
    graded.add("triple", 10.0)
    killed = (
        "import os\nfrom gradax.gradebook.database.cells import MoveCells\nfrom gradax.course import Course\n"
        "from gradax.authoring.release import release\n"
        "def remove(step, cell):\n    step.gradebook.db.flush()\n    os._exit(9)\n"
        "MoveCells._remove = remove\ncourse = Course.open()\nrelease(course, course.assignments[0], forget=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", killed], cwd=graded.root, check=False)
    assert done.returncode == 9
    assert (graded.cells(), graded.grades("bob"), graded.comment("bob", "negate")) == before


def test_a_gradebook_that_cannot_be_written_is_said_in_a_sentence(graded, monkeypatch):
    def locked(*arguments):
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr("gradax.gradebook.database.cells.MoveCells._bring_in_step", locked)
    graded.add("triple", 10.0)
    with pytest.raises(GraderFault, match=r"gradebook.db cannot be written: database is locked\."):
        released(graded)


@pytest.fixture
def run(graded, monkeypatch):
    """Run a gradax command in the graded course's folder."""
    monkeypatch.chdir(graded.root)
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_the_command_says_what_to_run_next(run, graded):
    graded.add("triple", 10.0)
    lines = run("release").output.splitlines()
    assert lines[0] == "release/01_small/01_small.ipynb: 4 exercises, 110 points"
    assert lines[1] == "01_small: ada and bob have been graded. For them:"
    assert lines[-1] == "Run `gradax grade 01_small`, which grades them all by the new release."


def test_a_dry_run_says_that_nothing_would_change(run):
    result = run("release", "--dry-run")
    assert (result.exit_code, result.output) == (0, "01_small: nothing would change for anybody.\n")


def test_a_dry_run_falls_short_where_something_would_be_lost(run, graded):
    graded.drop("negate")
    result = run("release", "--dry-run")
    assert result.exit_code == 1
    assert "With it goes what was given by hand to bob." in result.stdout
    assert "--forget-grades" in result.stderr


def test_a_dry_run_excludes_what_writes(run):
    with pytest.raises(CourseError, match="--dry-run changes nothing; leave out --check, --to and --forget-grades"):
        run("release", "--dry-run", "--forget-grades")


def nbgrader(course, *arguments):
    command = [os.path.join(os.path.dirname(sys.executable), "nbgrader"), *arguments]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)


def test_nbgrader_s_own_command_says_it_and_does_it(graded):
    graded.add("triple", 10.0)
    done = nbgrader(graded, "generate_assignment", graded.name, "--force")
    assert done.returncode == 0, done.stderr
    assert "`triple` is new (10 points)." in done.stderr
    assert graded.grades("ada")["triple"] == (None, None, True)


def test_nbgrader_s_own_command_refuses_in_sentences(graded):
    graded.drop("negate")
    done = nbgrader(graded, "generate_assignment", graded.name, "--force")
    assert done.returncode == 1
    assert "would be lost. To discard it, run `gradax release 01_small --forget-grades`" in done.stderr
    assert "Traceback" not in done.stderr
    assert (graded.root / "release" / graded.name / f"{graded.name}.ipynb").is_file()


@pytest.mark.parametrize("command", [release, rehearse])
def test_a_damaged_gradebook_is_said_with_what_to_do(graded, command):
    (graded.root / "gradebook.db").write_bytes(b"this is no database, whatever its name says")
    with pytest.raises(
        GraderFault, match=r"gradebook.db cannot be .*: file is not a database. The gradebook is damaged"
    ):
        command(graded.assignment.course, graded.assignment)


def test_a_leak_leaves_the_gradebook_alone(graded):
    graded.add("triple", 10.0)
    path = graded.root / "source" / graded.name / "notes.md"
    path.write_text("Remember to set the exam.")
    with pytest.raises(LeakError):
        released(graded)
    assert "triple" not in graded.grades("ada")

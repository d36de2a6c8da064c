"""`gradax roster` as an instructor meets it: nothing changes before it was said."""

import threading

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from typer.testing import CliRunner

from gradax.cli import app
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.database.opening import in_turn
from gradax.wire.failures import GraderFault


@pytest.fixture
def roster(tiny_class, tmp_path, monkeypatch):
    """Run `gradax roster` on rows of `id,first_name,last_name,email`."""
    monkeypatch.chdir(tiny_class.root)

    def run(*rows, apply=False):
        path = tmp_path / "roster.csv"
        path.write_text("\n".join(["id,first_name,last_name,email", *rows]), encoding="utf-8")
        arguments = ["roster", str(path), *(["--apply"] if apply else [])]
        return CliRunner().invoke(app, arguments, catch_exceptions=False)

    return run


def students(tiny_class):
    with Gradebook(f"sqlite:///{tiny_class.root / 'gradebook.db'}") as gradebook:
        return {each.id: (each.first_name, each.last_name, each.email) for each in gradebook.students}


def test_first_it_only_says_what_it_would_do(tiny_class, roster, make_result):
    tiny_class.record(make_result("bob"))
    said = roster("ada,Ada,Lovelace,ada@example.org", "bob,Bob,,").output
    assert "+ ada: Lovelace, Ada · ada@example.org" in said
    assert "~ bob: first_name (none) → Bob" in said
    assert "1 student new, 1 changed, 0 as before. Nothing was saved: `--apply` does it." in said
    assert students(tiny_class) == {"bob": (None, None, None)}


def test_then_it_saves_and_keeps_grades_and_what_is_left_empty(tiny_class, roster, make_result):
    tiny_class.record(make_result("bob"))
    roster("bob,Bob,,bob@example.org", apply=True)
    assert "Saved in the gradebook" in roster("ada,דנה,García,", "bob,Bob,Ross,", apply=True).output
    assert students(tiny_class) == {"ada": ("דנה", "García", None), "bob": ("Bob", "Ross", "bob@example.org")}
    assert "0 students new, 0 changed, 2 as before. There is nothing to do." in roster("ada,,,", "bob,,,").output
    with Gradebook(f"sqlite:///{tiny_class.root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission("01_tiny", "bob").score == 100.0


def test_it_makes_the_gradebook_of_a_new_course_and_a_dry_run_does_not(tiny_class, roster):
    path = tiny_class.root / "gradebook.db"
    path.unlink()
    roster("ada,Ada,,")
    assert not path.exists()
    roster("ada,Ada,,", apply=True)
    assert students(tiny_class) == {"ada": ("Ada", None, None)}


def test_who_is_missing_and_who_is_unknown_is_said(tiny_class, roster, make_result):
    tiny_class.record(make_result("bob"))
    tiny_class.hand_in("Adda")
    said = roster("ada,Ada,,")
    assert "In the gradebook but not on the roster; they stay there: bob." in said.output
    assert "`Adda` has handed in but is not on the roster; did you mean `ada`?" in said.output
    assert said.exit_code == 0


def test_saving_waits_while_a_grader_records(tiny_class, roster, make_result):
    tiny_class.record(make_result("bob"))
    coursedir = CourseDirectory(config=nbgrader_config(tiny_class.course()))
    saving = threading.Thread(target=roster, args=("ada,Ada,Lovelace,",), kwargs={"apply": True})
    with in_turn(coursedir):
        saving.start()
        saving.join(0.5)
        assert saving.is_alive()
        assert set(students(tiny_class)) == {"bob"}
    saving.join()
    assert set(students(tiny_class)) == {"ada", "bob"}


def test_rows_that_are_left_out_show_in_the_exit_code(roster):
    said = roster("ada,Ada,,", ",Eve,,")
    assert "Line 3 is left out (Eve): there is no id in it." in said.output
    assert said.exit_code == 1


def test_a_gradebook_that_cannot_be_read_is_our_fault(tiny_class, roster):
    (tiny_class.root / "gradebook.db").write_bytes(b"this is no database, whatever its name says")
    with pytest.raises(GraderFault, match=r"cannot be used: .*\. The gradebook is damaged: put a copy back"):
        roster("ada,Ada,,")

"""Handing in: what a student reads before, the archive, and the receipt."""

import io
import json
import os
import sys
import time
import zipfile

import pytest

from gradax.cli.app import BAD_INPUT, FALLS_SHORT, FINE
from gradax.learning.handing_in import concerns, look
from gradax.learning.quiet import LearningError
from gradax.learning.receipts import kept_receipts
from gradax.learning.rerun import Changed, rerun
from gradax.learning.run_report import NotebookRun


@pytest.fixture
def gradax(gradax, monkeypatch, tmp_path):
    """The command in the student's top folder."""
    monkeypatch.chdir(tmp_path)
    return gradax


def said_before(place, run=None):
    return list(concerns(look(place), run or NotebookRun()))


def test_where_all_is_well_there_is_nothing_to_say(make):
    assert said_before(make()) == []


def test_blank_exercises_are_named_with_their_points(make, stub):
    assert said_before(make(stub)) == ["Nothing is written yet: `double` (10 points)."]


def test_a_missing_exercise_is_named(make):
    place = make()
    made = json.loads(place.notebook_path.read_text())
    made["cells"] = [cell for cell in made["cells"] if "double" not in cell["source"]]
    place.notebook_path.write_text(json.dumps(made))
    assert "Your feedback would say: The exercise `double` is not in the submission." in said_before(place)[0]


def test_a_cell_that_raises_is_named(make, cell):
    place = make(extra=[cell("1 / 0")])
    run = NotebookRun()
    for happened in rerun(place, place.exercises()):
        run.add(happened)
    assert said_before(place, run) == ["Code cell 7 (which begins `1 / 0`) raised ZeroDivisionError: division by zero"]


def test_checks_that_do_not_pass_are_named_with_their_points(make):
    place = make("def double(x): return x * x")
    run = NotebookRun()
    for happened in rerun(place, place.exercises()):
        run.add(happened)
    assert said_before(place, run) == ["Visible checks do not pass: `double` (10 points)."]


def test_settings_that_will_be_set_back_are_named(make):
    assert "Your notebook changes `jax_enable_x64`." in said_before(make(), NotebookRun(settings=["jax_enable_x64"]))[0]


def test_a_notebook_that_is_saved_while_it_runs_is_noticed(make):
    place = make()
    handing_in = look(place)
    make("def double(x): return 2 * x + 0")
    assert "was saved again while it ran" in next(concerns(handing_in, NotebookRun()))


def test_a_large_notebook_may_be_refused_and_can_still_be_handed_in(make, cell):
    (said,) = said_before(make(extra=[cell("#" * 100_000) for _ in range(90)]))
    assert "The file is larger than 8 MiB, which your course may not take." in said


def test_without_the_untouched_copy_there_is_nothing_to_compare_with(make, tmp_path):
    place = make()
    (tmp_path / ".pristine" / "01_small.ipynb").unlink()
    with pytest.raises(LearningError, match=r"There is no untouched copy of 01_small\.ipynb"):
        look(place)


def test_the_released_notebook_may_be_elsewhere(make, tmp_path):
    place = make()
    fetched = (tmp_path / ".pristine" / "01_small.ipynb").rename(tmp_path / "01_small.ipynb")
    handing_in = look(place, {"01_small": fetched}.get)
    assert (handing_in.assignment, handing_in.blank()) == ("01_small", [])


def test_a_notebook_under_another_name_is_this_assignments(make):
    place = make()
    place.notebook_path.rename(place.folder / "01_small (1).ipynb")
    assert look(place).assignment == "01_small"


SETS_X64 = "import jax\njax.config.update('jax_enable_x64', True)\nprecise = jax.numpy.zeros(1).dtype"


@pytest.fixture
def settings_changed(make, cell):
    """Runs the notebook with a cell that sets 64 bits, by name or as it was released; what was set back."""

    def changed(released):
        place = make(extra=[cell(SETS_X64)])
        events = rerun(place, ["last"], released=[7] if released else [])
        return [event for event in events if isinstance(event, Changed)]

    return changed


def test_a_setting_that_the_students_cell_changes_is_set_back_and_told(settings_changed):
    assert settings_changed(released=False) == [Changed(("jax_enable_x64",))]


def test_a_setting_of_the_courses_own_stays(settings_changed):
    assert settings_changed(released=True) == []


def test_an_archive_holds_the_notebook_as_it_was_saved(make, gradax, tmp_path):
    place = make()
    code, out = gradax("submit", "01_small", "--student", "ada")
    assert code == FINE
    assert "01_small.ipynb was last saved less than a minute ago. If it is open and you have changed it since," in out
    assert "✓ All cells are there and run, and all visible checks pass." in out
    (path,) = tmp_path.glob("ada+01_small+*Z.zip")
    assert f"Packed into {path.name}: upload it" in out
    with zipfile.ZipFile(path) as archive:
        assert archive.read(f"{path.stem}/01_small.ipynb") == place.notebook_path.read_bytes()


@pytest.fixture
def quick(monkeypatch):
    """No notebook is run: what is looked at comes before or after."""
    monkeypatch.setattr("gradax.learning.rerun.rerun", lambda *_, **__: iter(()))


def test_the_receipt_is_said_and_kept(make, gradax, quick):
    place = make()
    _, out = gradax("submit", "01_small", "--student", "ada")
    (kept,) = kept_receipts(place)
    assert kept.student == "ada"
    assert kept.receipt == look(place).receipt
    assert f"Receipt: {kept.receipt}" in out


def test_unfinished_work_is_handed_in_where_the_student_says_so(make, gradax, monkeypatch, quick, stub):
    place = make(stub)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    code, out = gradax("submit", "01_small", "--student", "ada")
    assert code == FINE
    assert "! Nothing is written yet: `double` (10 points)." in out
    assert "Hand it in all the same? [y/N]" in out
    assert len(kept_receipts(place)) == 1


def test_and_is_not_where_they_do_not(make, gradax, monkeypatch, quick, stub, tmp_path):
    place = make(stub)
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert gradax("submit", "01_small", "--student", "ada")[0] == FALLS_SHORT
    assert kept_receipts(place) == []
    assert list(tmp_path.glob("*.zip")) == []


def test_with_yes_nobody_is_asked(make, gradax, quick, stub):
    code, out = gradax("submit", make(stub).folder, "--student", "ada", "--yes")
    assert (code, "Hand it in all the same?" in out) == (FINE, False)


def test_who_one_is_is_asked_once(make, gradax, monkeypatch, quick, tmp_path):
    make()
    monkeypatch.setattr(sys, "stdin", io.StringIO("ada\n"))
    assert "Your id, as your course knows you: " in gradax("submit", "01_small")[1]
    code, out = gradax("submit", "01_small", "--yes")
    assert (code, ", by ada." in out) == (FINE, True)


def test_who_one_is_must_be_known(make, gradax, quick):
    make()
    code, out = gradax("submit", "01_small", "--yes")
    assert (code, "Who are you?" in out) == (BAD_INPUT, True)


@pytest.mark.parametrize("name", ["a+b", "a/b", "../a", "", "a b"])
def test_an_id_that_no_folder_can_have_is_refused(make, gradax, quick, name):
    make()
    code, out = gradax("submit", "01_small", "--yes", "--student", name)
    assert code == BAD_INPUT
    assert "cannot be a student's id" in out or "Who are you?" in out


def test_a_folder_that_cannot_be_written_is_named(make, gradax, quick):
    place = make()
    code, out = gradax("submit", "01_small", "--student", "ada", "--to", place.notebook_path)
    assert code == BAD_INPUT
    assert "cannot be written" in out
    assert "`gradax submit --to DIR`" in out


def test_a_receipt_that_cannot_be_kept_is_said(make, gradax, quick):
    place = make()
    place.memory.write_text("in the way")
    code, out = gradax("submit", "01_small", "--student", "ada")
    assert code == FINE
    assert "write it down" in out


def test_a_file_that_is_no_notebook_is_not_handed_in(make, gradax):
    make().notebook_path.write_text("?")
    code, out = gradax("submit", "01_small", "--student", "ada")
    assert code == BAD_INPUT
    assert "01_small.ipynb: The file is not a notebook: it is not JSON, or it was cut off." in out


def test_a_notebook_that_cannot_be_run_may_be_handed_in(make, gradax, monkeypatch):
    def rerun(*_, **__):
        raise LearningError("Python does not start.")

    make()
    monkeypatch.setattr("gradax.learning.rerun.rerun", rerun)
    code, out = gradax("submit", "01_small", "--student", "ada", "--yes")
    assert code == FINE
    assert "! Python does not start." in out
    assert "✓" not in out


def test_when_it_was_saved_is_said(make, gradax, quick):
    path = make().notebook_path
    os.utime(path, (time.time() - 600,) * 2)
    assert "01_small.ipynb was last saved 10 minutes ago, on " in gradax("submit", "01_small", "--student", "ada")[1]


def test_without_an_exchange_there_is_the_archive(make, gradax, quick, monkeypatch):
    make()
    monkeypatch.setitem(sys.modules, "gradax.gradebook.exchange", None)
    code, out = gradax("submit", "01_small", "--exchange", "--yes")
    assert code == BAD_INPUT
    assert "nbgrader is not installed here, so there is no exchange." in out


def test_the_exchange_makes_no_archive(gradax):
    code, out = gradax("submit", "--exchange", "--to", ".")
    assert (code, "leave `--to` out" in out) == (BAD_INPUT, True)


def test_a_notebook_that_was_handed_in_is_known_again(make, gradax, quick):
    receipt = look(make()).receipt
    gradax("submit", "01_small", "--student", "ada")
    code, out = gradax("receipt", "01_small")
    assert code == FINE
    assert f"The receipt of 01_small.ipynb is {receipt}. You handed it in on " in out


def test_one_that_has_changed_since_is_not(make, gradax, quick):
    before = look(make()).receipt
    gradax("submit", "01_small", "--student", "ada")
    make("def double(x): return x + x")
    code, out = gradax("receipt", "01_small")
    assert code == FALLS_SHORT
    assert f"is another one: its receipt is {before}." in out


def test_one_that_was_handed_in_before_the_last_is_both(make, gradax, quick):
    make()
    gradax("submit", "01_small", "--student", "ada")
    make("def double(x): return x + x")
    gradax("submit", "01_small", "--student", "ada")
    make()
    code, out = gradax("receipt", "01_small")
    assert code == FINE
    assert "You handed it in on " in out
    assert "What you handed in last, " in out


def test_where_nothing_was_handed_in_the_receipt_is_said(make, gradax):
    receipt = look(make()).receipt
    code, out = gradax("receipt", "01_small")
    assert code == FINE
    assert f"is {receipt}. Nothing has been handed in from here" in out


def test_a_receipt_is_compared(make, gradax):
    receipt = look(make()).receipt
    assert gradax("receipt", "01_small", receipt.lower())[0] == FINE
    make("def double(x): return x + x")
    code, out = gradax("receipt", "01_small", receipt)
    assert code == FALLS_SHORT
    assert f"It is not the notebook of the receipt {receipt}." in out


def test_what_is_no_receipt_is_refused(make, gradax):
    make()
    code, out = gradax("receipt", "01_small", "1234")
    assert (code, out) == (BAD_INPUT, "`1234` is not a receipt; one looks like `K7QX-23PD-M4TR-AB5C`.")

"""The students' commands, as they are typed."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from gradax.cli.app import BAD_INPUT, FALLS_SHORT, FINE
from gradax.learning.quiet import LearningError
from gradax.learning.watch import WatchMode
from gradax.learning.workplace import workplace_at


def test_check_says_how_each_exercise_stands(make, gradax):
    code, out = gradax("check", make("def double(x): return x * x").folder)
    assert code == FALLS_SHORT
    assert "✗ double: 1 of 2 checks pass" in out
    assert "You may have *squared* it." in out
    assert "Run `gradax hint double` for a hint." in out
    assert "✓ last: passed" in out
    assert "1 of 2 exercises pass, 5 of 15 points" in out


def test_check_passes_quietly(make, gradax):
    code, out = gradax("check", make().notebook_path)
    assert code == FINE
    assert "2 of 2 exercises pass, 15 of 15 points" in out


def test_check_of_the_folder_one_is_in(make, gradax, monkeypatch):
    monkeypatch.chdir(make().folder)
    assert gradax("check")[0] == FINE


def test_check_of_one_exercise(make, gradax):
    _, out = gradax("check", make().folder, "--exercise", "last")
    assert "double" not in out


def test_check_blames_the_cell_that_does_not_run(make, gradax):
    _, out = gradax("check", make("1 / 0").folder)
    assert "✗ double: its cell does not run" in out
    assert "raised ZeroDivisionError: division by zero line 1: 1 / 0" in out
    assert "did you run" not in out


def test_check_tells_of_a_students_own_cell(make, gradax, cell):
    code, out = gradax("check", make(extra=[cell("1 / 0"), cell("2 / 0")]).folder)
    assert code == FALLS_SHORT
    assert "Code cell 7 (which begins `1 / 0`) raised ZeroDivisionError" in out
    assert "1 more raised afterwards" in out


def test_check_lists_what_is_not_written_yet(make, gradax, stub):
    _, out = gradax("check", make(stub).folder)
    assert "– not written yet: double" in out


def test_check_tells_what_is_known_when_a_later_exercise_never_ends(make, gradax):
    endless = "def last(x):\n    while True: pass"
    code, out = gradax("check", make(last=endless).folder, "--seconds", "1")
    assert code == FALLS_SHORT
    assert "✓ double" in out
    assert "`last` did not end within 1 s: line 2. Look for a loop" in out
    assert "If it only needs longer: `gradax check --seconds 120`" in out
    assert "1 of 2 exercises pass, 10 of 15 points" in out


def test_check_of_a_misspelt_exercise(make, gradax):
    code, out = gradax("check", make().folder, "--exercise", "dubble")
    assert (code, out) == (BAD_INPUT, "01_small has no exercise `dubble`; did you mean `double`?")


def test_check_where_there_is_nothing(tmp_path, gradax):
    code, out = gradax("check", tmp_path)
    assert code == BAD_INPUT
    assert "No assignment was found" in out


def test_hint_opens_rung_after_rung(make, gradax, monkeypatch):
    monkeypatch.chdir(make().folder)
    assert "Hint 1 of 3 for double" in gradax("hint", "double")[1]
    assert "Hint 2 of 3 for double" in gradax("hint", "double")[1]


def test_hint_of_a_misspelt_exercise(make, gradax, monkeypatch):
    monkeypatch.chdir(make().folder)
    assert gradax("hint", "dubble") == (BAD_INPUT, "01_small has no exercise `dubble`; did you mean `double`?")


def test_progress_shows_points_and_hints(make, gradax, monkeypatch, stub):
    place = make(stub)
    monkeypatch.chdir(place.folder)
    gradax("hint", "double")
    code, out = gradax("progress")
    assert code == FINE
    assert "– double not written yet 0/10 1/3" in out
    assert "✓ last passed 5/5" in out
    assert "1 of 2 exercises pass, 5 of 15 points so far" in out
    assert "Next: `double` (not written yet). Run `gradax check --watch`, or `gradax hint double` for a hint." in out


def test_progress_of_a_notebook_that_cannot_be_read(make, gradax):
    place = make()
    place.notebook_path.write_text("?")
    code, out = gradax("progress", place.folder)
    assert code == BAD_INPUT
    assert "! double not known" in out
    assert "0 of 2 exercises pass" in out
    assert "not a notebook" in out


def test_progress_with_endless_code(make, gradax):
    code, out = gradax("progress", make("def double(x):\n    while True: pass").folder, "--seconds", "0.5")
    assert code == FINE
    assert "✗ double did not end in time 0/10" in out
    assert "✓ last passed 5/5" in out


@pytest.fixture
def course(make, tmp_path):
    """Three assignments in a bundle: begun, untouched, damaged."""
    place = make("def double(x): return x * x")
    for name in ("02_untouched", "03_damaged"):
        shutil.copytree(place.folder, tmp_path / name)
        (tmp_path / name / "01_small.ipynb").unlink()
        shutil.copy(tmp_path / ".pristine" / "01_small.ipynb", tmp_path / name / f"{name}.ipynb")
        shutil.copy(tmp_path / ".pristine" / "01_small.ipynb", tmp_path / ".pristine" / f"{name}.ipynb")
    (tmp_path / "03_damaged" / "03_damaged.ipynb").write_text("?")
    return tmp_path


@pytest.mark.parametrize("below", [".", "02_untouched"])
def test_progress_of_the_whole_course(course, gradax, monkeypatch, below):
    monkeypatch.chdir(course / below)
    code, out = gradax("progress")
    assert code == FINE
    assert "01_small █░ 1/2 5/15" in out
    assert "02_untouched ░░ 0/2 0/15" in out
    assert "03_damaged ░░ 0/2" in out
    assert "1 of 6 exercises pass, 5 of 30 points so far." in out
    assert "03_damaged: " in out
    assert "not a notebook" in out
    assert "Next: `double` in 01_small. Run `gradax check 01_small --watch`." in out


def test_progress_where_there_is_nothing(tmp_path, gradax, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out = gradax("progress")
    assert code == BAD_INPUT
    assert "No assignment was found" in out


def test_reset_asks_first(make, gradax, monkeypatch):
    place = make()
    before = place.notebook_path.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    code, out = gradax("reset", "double", "--in", place.folder)
    assert code == FALLS_SHORT
    assert "Replace your `double` in 01_small.ipynb" in out
    assert place.notebook_path.read_bytes() == before


def test_reset_puts_the_stub_back_and_says_where_the_copy_is(make, gradax, stub):
    place = make()
    code, out = gradax("reset", "double", "--yes", "--in", place.folder)
    assert code == FINE
    assert json.loads(place.notebook_path.read_text())["cells"][1]["source"] == stub
    assert str(place.folder / ".gradax" / "backups") in out
    assert "`double` has been reset." in out


def test_paths_are_as_seen_from_the_folder_one_is_in(make, gradax, monkeypatch):
    monkeypatch.chdir(make().folder)
    _, out = gradax("reset", "double", "--yes")
    assert "A copy of your notebook as it was: .gradax/backups/01_small-" in out


def test_a_failure_has_its_paths_as_seen_from_there_too(make, monkeypatch):
    place = make()
    monkeypatch.chdir(place.folder.parent)
    place.notebook_path.write_text("{")
    with pytest.raises(LearningError, match=r"^01_small/01_small\.ipynb: not a notebook: "):
        place.notebook()


def test_watch_mode_says_where_the_copy_is_in_the_same_way(make, monkeypatch):
    monkeypatch.chdir(make().folder)
    watch = WatchMode(workplace_at(Path()), ["double"])
    watch.current = "double"
    watch.press("r")
    watch.press("y")
    assert "a copy of your notebook as it was: .gradax/backups/01_small-" in watch.notice

"""Google Colab and VS Code: how their kernels see the files, how they save notebooks, and what they show of a card."""

import json
import re
import shutil
import sys
import types
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from gradax.learning.handing_in import concerns, look
from gradax.learning.reset import reset
from gradax.learning.run_report import NotebookRun
from gradax.learning.workplace import Workplace
from gradax.testing.sentences import NOT_IMPLEMENTED


@pytest.fixture
def shell(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # in whose place the shell puts its own
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


@pytest.fixture
def run(shell):
    """Runs a cell; gives what it shows, as text."""

    def run(source):
        with capture_output() as shown:
            shell.run_cell(source)
        return "\n".join([shown.stdout, *(output.data["text/plain"] for output in shown.outputs)])

    return run


@pytest.fixture
def content(make, run, tmp_path, monkeypatch):
    """Colab's ``/content``, with the bundle unpacked in it; the open notebook is no file at all."""
    make()
    content = tmp_path / "content"
    (content / "sample_data").mkdir(parents=True)
    for name in (".pristine", "01_small"):
        shutil.move(tmp_path / name, content / "course" / name)
    colab = types.ModuleType("google.colab")
    monkeypatch.setitem(sys.modules, "google", types.ModuleType("google"))
    monkeypatch.setitem(sys.modules, "google.colab", colab)
    monkeypatch.setenv("JPY_SESSION_NAME", "/fileId=1a2b3c")
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release-colab")
    monkeypatch.chdir(content)
    run("from gradax import check, hint")
    run("def double(x): return 2 * x")
    return content


def test_in_colab_the_bundle_is_found_where_it_was_unpacked(content, run):
    assert run('check("double")').strip().startswith("✓ double: both checks pass (10 points")
    assert "What is twice three?" in run('hint("double")')
    assert "double" in run("check()")


def test_in_colab_a_misspelt_exercise_gets_its_sentence(content, run):
    assert "01_small has no exercise `dubble`; did you mean `double`?" in run('check("dubble")')


def test_in_colab_several_assignments_are_told_apart_by_name(content, run):
    shutil.copytree(content / "course" / "01_small", content / "course" / "02_more")
    assert "There is an exercise `double` in" in run('check("double")')
    assert "1 of 2 exercises pass" in run('check("01_small")')
    run("%cd course/01_small")
    assert "✓ double: both checks pass" in run('check("double")')


def test_the_cell_of_the_guide_opens_the_bundle(content, run):
    guide = (Path(__file__).parents[3] / "docs" / "students.md").read_text()
    (cell,) = re.findall(r"```text\n(import shutil\n.*?)```", guide, re.DOTALL)
    assert "%pip install -q -r requirements.txt\n" in cell
    shutil.make_archive(str(content / "bundle"), "zip", content / "course")
    shutil.rmtree(content / "course")
    run(cell.replace("/content", content.as_posix()).replace("%pip install -q -r requirements.txt\n", ""))
    assert "✓ double: both checks pass" in run('check("double")')
    assert "What is twice three?" in run('hint("double")')


def test_a_folder_that_cannot_be_written_to_costs_nothing(content, run):
    (content / "course" / "01_small" / ".gradax").write_text("in the way")
    assert "What is twice three?" in run('hint("double")')
    assert "Multiply." in run('hint("double")')
    assert "✓ double" in run('check("double")')


def as_colab_saves(notebook):
    """Format 4.0, where cells have no ids, and metadata of its own."""
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        metadata = {
            **cell["metadata"],
            "id": f"hJ{number}",
            "outputId": "4f",
            "colab": {"base_uri": "https://localhost/"},
        }
        cells.append({key: value for key, value in {**cell, "metadata": metadata}.items() if key != "id"})
    metadata = {"colab": {"provenance": [], "toc_visible": True}, "accelerator": "GPU"}
    return {"nbformat": 4, "nbformat_minor": 0, "metadata": metadata, "cells": cells}


def as_vs_code_saves(notebook):
    """With the cells' languages, and the kernel that was chosen."""
    cells = [
        {**cell, "id": f"{number:08x}", "metadata": {**cell["metadata"], "vscode": {"languageId": "python"}}}
        for number, cell in enumerate(notebook["cells"])
    ]
    kernel = {"display_name": ".venv (3.12.3)", "language": "python", "name": "python3"}
    return {**notebook, "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}}, "cells": cells}


@pytest.mark.parametrize("saved", [as_colab_saves, as_vs_code_saves])
def test_what_they_save_is_checked_reset_and_handed_in(make, stub, saved):
    place = make(stub)
    notebook = json.loads(place.notebook_path.read_text())
    path = place.folder / "Copy of 01_small.ipynb"  # as Colab calls it
    path.write_text(json.dumps(saved(notebook)))
    place.notebook_path.unlink()
    place = Workplace(place.folder, path)
    assert place.exercises() == ["double", "last"]
    assert place.points() == {"double": 10, "last": 5}
    assert list(concerns(look(place), NotebookRun())) == ["Nothing is written yet: `double` (10 points)."]
    assert look(place).assignment == "01_small"
    reset(place, "double")
    assert NOT_IMPLEMENTED in path.read_text()


def test_where_metadata_is_lost_the_student_is_told_before_handing_in(make):
    place = make()
    notebook = as_colab_saves(json.loads(place.notebook_path.read_text()))
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    place.notebook_path.write_text(json.dumps(notebook))
    assert "not in the submission" in " ".join(concerns(look(place), NotebookRun()))


def test_a_folder_in_other_cases_hands_in_the_assignment_itself(make):
    place = make()
    renamed = place.folder.rename(place.folder.with_name("01_SMALL"))
    assert look(Workplace(renamed)).assignment == "01_small"


def test_a_card_as_text_is_readable_as_it_is(content, run):
    run("def double(x): return x * x")
    text = run('check("double")')
    assert not re.search(r"\x1b|<\w+|&\w+;", text)
    assert max(map(len, text.splitlines())) <= 100
    assert "  ✗ It doubles a number.\n    `double(3.0)` is off by 3. You may have *squared* it.\n" in text

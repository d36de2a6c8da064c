"""The autograder.zip, and its scripts in the folders that Gradescope documents."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gradax.authoring.gradescope import make_autograder
from gradax.authoring.release import release
from gradax.course import CourseError
from gradax.results import Visibility


@pytest.fixture(scope="module")
def course(tmp_path_factory, tiny_course_class):
    made = tiny_course_class(tmp_path_factory.mktemp("gradescope") / "course")
    release(made.open(), made.assignment())
    return made


@pytest.fixture(scope="module")
def archive(course):
    path = course.root / "out" / "autograder.zip"
    make_autograder(course.assignment(), path, Visibility.VISIBLE, trusted=False)
    return path


@pytest.fixture
def container(archive, tmp_path):
    """Gradescope's folders after `setup.sh` has installed: /autograder, with the zip's files in source/."""
    root = tmp_path / "autograder"
    for name in ("submission", "results"):
        (root / name).mkdir(parents=True)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(root / "source")
        for entry in opened.infolist():
            (root / "source" / entry.filename).chmod(entry.external_attr >> 16)
    (root / "source" / "venv").symlink_to(Path(sys.executable).parent.parent)
    shutil.copy(root / "source" / "run_autograder", root)
    return root


def run(root):
    return subprocess.run([root / "run_autograder"], cwd="/", capture_output=True, text=True)


def test_it_holds_the_scripts_gradax_and_the_assignment_alone(archive):
    names = {name for name in zipfile.ZipFile(archive).namelist() if not name.endswith(".whl")}
    assert names == {
        "setup.sh",
        "run_autograder",
        "constraints.txt",
        "course/course.yaml",
        "course/source/01_tiny/01_tiny.ipynb",
        "course/source/01_tiny/checks/test_clamp.py",
        "course/source/01_tiny/hints/clamp.md",
        "course/release/01_tiny/01_tiny.ipynb",
        "course/release/01_tiny/checks/test_clamp.py",
        "course/release/01_tiny/hints/clamp.md",
        "course/tests/01_tiny/test_clamp.py",
    }


def test_both_scripts_are_sound_and_can_be_run(container):
    for name in ("setup.sh", "run_autograder"):
        script = container / "source" / name
        assert os.access(script, os.X_OK)
        assert subprocess.run(["bash", "-n", script], capture_output=True).stderr == b""


def test_run_autograder_grades_a_submission(container, course):
    notebook = course.released()
    notebook["cells"][2]["source"] = "def clamp(x, low, high):\n    return max(low, min(high, x))\n"
    (container / "submission" / "hand-in.ipynb").write_text(json.dumps(notebook))
    done = run(container)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("100 of 100 points; protection: ")
    assert json.loads((container / "results" / "results.json").read_bytes())["score"] == 100


def test_the_rehearsal_grades_the_blank_notebook(container):
    setup = (container / "source" / "setup.sh").read_text()
    rehearsal = setup.partition("# A rehearsal")[2].partition("\n")[2]
    done = subprocess.run(["bash", "-euc", rehearsal], cwd=container / "source", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 of 100 points")
    assert list((container / "source" / "course" / ".gradax" / "xla").iterdir())


def test_our_failure_leaves_no_results(container, course):
    (container / "source" / "course" / "tests" / "01_tiny" / "test_clamp.py").write_text("import no_such_module\n")
    (container / "submission" / "01_tiny.ipynb").write_text(json.dumps(course.released()))
    done = run(container)
    assert (done.returncode, [*(container / "results").iterdir()]) == (3, [])
    assert "gradax itself failed" in done.stderr


def test_options_reach_the_container(course, tmp_path):
    path = tmp_path / "autograder.zip"
    make_autograder(course.assignment(), path, Visibility.AFTER_DUE_DATE, trusted=True)
    script = zipfile.ZipFile(path).read("run_autograder").decode()
    assert "--visibility after_due_date --i-trust-these-submissions" in script


def test_the_same_course_gives_the_same_zip(archive, course, tmp_path):
    path = tmp_path / "again.zip"
    make_autograder(course.assignment(), path, Visibility.VISIBLE, trusted=False)
    once, again = zipfile.ZipFile(archive), zipfile.ZipFile(path)
    files = [name for name in once.namelist() if not name.endswith(".whl")]
    assert {name: once.read(name) for name in files} == {name: again.read(name) for name in files}


def test_what_is_not_released_cannot_be_graded_there(tiny_course, tmp_path):
    with pytest.raises(CourseError, match="01_tiny is not released; run `gradax release` first"):
        make_autograder(tiny_course.assignment(), tmp_path / "a.zip", Visibility.VISIBLE, trusted=False)


def test_an_installed_copy_says_what_to_do(course, tmp_path, monkeypatch):
    monkeypatch.setattr("gradax.authoring.gradescope.project_folder", lambda: None)
    with pytest.raises(CourseError, match="this gradax is an installed copy"):
        make_autograder(course.assignment(), tmp_path / "a.zip", Visibility.VISIBLE, trusted=False)

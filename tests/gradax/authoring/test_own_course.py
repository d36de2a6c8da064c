"""From an installed wheel in an empty folder to a graded class: nothing of this repository is at hand."""

import json
import os
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import pytest

import gradax
from gradax.authoring.bundle import build_wheel

pytestmark = pytest.mark.slow

ROOT = Path(gradax.__file__).parents[1]
SOLVED = """\
def shares(x):
    lifted = jnp.exp(x - x.max(axis=-1, keepdims=True))
    return lifted / lifted.sum(axis=-1, keepdims=True)
"""


def run(*command, cwd, **more):
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(open_module_folder):
    """A `gradax` command in an environment of its own: the wheel, and the libraries of the one that runs the tests."""
    venv = open_module_folder / "venv"
    wheel = build_wheel(ROOT, open_module_folder)
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=open_module_folder)
    python = venv / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--no-index", "--no-deps", wheel, cwd=open_module_folder)
    libraries = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv).strip())
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    run(python, "-c", f"import gradax; assert gradax.__file__.startswith({str(libraries)!r})", cwd=venv)
    path = os.pathsep.join([str(venv / "bin"), str(Path(sys.executable).parent), os.defpath])
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PATH": path, "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter"))}
    return lambda *arguments, cwd: run(venv / "bin" / "gradax", *arguments, cwd=cwd, env=environment)


@pytest.fixture(scope="module")
def open_module_folder(tmp_path_factory):
    """A folder that the sandbox's user may reach."""
    folder = tmp_path_factory.mktemp("own")
    for each in (folder, *folder.parents):
        if each.stat().st_mode & 0o005 != 0o005:
            each.chmod(0o755)
    return folder


def hand_in(course, student, source):
    """Hand in the released notebook with this answer in it."""
    notebook = json.loads((course / "release" / "01_first" / "01_first.ipynb").read_text())
    next(cell for cell in notebook["cells"] if cell["id"] == "shares")["source"] = source
    path = course / "submitted" / student / "01_first" / "01_first.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook))


def test_a_course_of_one_s_own_from_nothing_to_a_report(installed, open_module_folder):
    installed("new", "course", "mine", cwd=open_module_folder)
    course = open_module_folder / "mine"
    installed("new", "assignment", "01_first", cwd=course)
    installed("new", "exercise", "01_first", "shares", cwd=course)
    assert "All is well." in installed("verify", "01_first", cwd=course)
    assert "1 exercise, 100 points" in installed("release", "--to", "for_students", cwd=course)
    required = (course / "for_students" / "requirements.txt").read_text().splitlines()
    assert required[1] == f"gradax=={gradax.__version__}"
    assert f"jax=={version('jax')}" in required
    installed("demo", "--students", "5", cwd=course)
    hand_in(course, "lovelace", SOLVED)
    installed("grade", cwd=course)
    scores = {
        path.parts[-3]: json.loads(path.read_text())["score"] for path in course.glob("autograded/*/*/results.json")
    }
    assert scores.pop("sofia") <= 50  # a misconception
    assert scores == {"ada": 100, "emmy": 100, "grace": 100, "kurt": 0, "lovelace": 100}
    installed("feedback", cwd=course)
    assert "shares" in (course / "feedback" / "lovelace" / "01_first" / "01_first.html").read_text()
    installed("report", "01_first", cwd=course)
    assert any(path.suffix == ".html" for path in (course / "report" / "01_first").iterdir())

"""Where a student installed gradax, without the graders' libraries: nothing ends in a traceback."""

import subprocess
import sys

import pytest

from gradax.cli import GRADERS
from gradax.cli.app import EVERYBODY, INSTRUCTOR, STUDENT, app

COMMANDS = (
    "release",
    "release --check",
    "release --dry-run",
    "verify",
    "grade",
    "grade --dry-run",
    "feedback",
    "report 01_tiny",
    "export",
)
RUN = """
import importlib.abc, sys
sys.modules.update(dict.fromkeys({gone!r}))  # importing any of these fails
from gradax.cli import main
for command in {commands!r}:
    print("$", command, flush=True)
    sys.argv = ["gradax", *command.split()]
    try:
        main()
    except SystemExit as ended:
        print("ended with", ended.code, flush=True)
"""


@pytest.fixture(scope="module")
def said(tiny_course_class, tmp_path_factory):
    """What each of the instructor's commands says there, and how it ends; in a course, all in one process."""
    tiny = tiny_course_class(tmp_path_factory.mktemp("student") / "course")
    released = tiny.root / "release" / tiny.name / f"{tiny.name}.ipynb"
    released.parent.mkdir(parents=True)
    notebook = (tiny.root / "source" / tiny.name / f"{tiny.name}.ipynb").read_text()
    released.write_text(notebook)
    tiny.write(f"submitted/ada/{tiny.name}/{tiny.name}.ipynb", notebook)
    script = RUN.format(gone=sorted(GRADERS - {"traitlets"}), commands=COMMANDS)  # IPython brings traitlets
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tiny.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout
    parts = done.stdout.split("$ ")[1:]
    return {command: " ".join(part.split("\n", 1)[1].split()) for command, part in zip(COMMANDS, parts, strict=True)}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_instructors_command_ends_in_a_sentence(said, command):
    assert "This is an instructor's command: it needs " in said[command]
    assert said[command].endswith("pip install 'gradax[lab,grader]' ended with 2")
    assert "Traceback" not in said[command]


def test_help_lists_the_students_commands_first():
    from typer.testing import CliRunner

    shown = CliRunner().invoke(app, ["--help"]).output
    assert shown.index(STUDENT) < shown.index(EVERYBODY) < shown.index(INSTRUCTOR)
    students = shown[shown.index(STUDENT) : shown.index(EVERYBODY)]
    assert all(name in students for name in ("check", "hint", "progress", "reset", "submit"))

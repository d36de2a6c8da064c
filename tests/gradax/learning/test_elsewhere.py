"""macOS and Windows: what students type works, and grading refuses with a way out.

Each command runs in a Python that takes itself for the other system: the modules and functions that Linux alone has are
not there for anything of ours.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SYSTEMS = {"darwin": "Darwin", "win32": "Windows"}
SITE = """
import importlib, importlib.abc, os, platform, signal, sys, sysconfig

sysconfig.get_config_vars()
# How these work on the other system is their makers' concern.
for name in "asyncio msgspec numpy pytest rich.live rich.markdown typer._adapters typer.rich_utils yaml".split():
    importlib.import_module(name)

INSIDE, OUTSIDE = "confine forker kernel landlock seccomp server", "clock folders guest launch protection zygote"
ON_LINUX = {f"gradax.sandbox.inside.{name}" for name in INSIDE.split()}
ON_LINUX |= {f"gradax.sandbox.outside.{name}" for name in OUTSIDE.split()}
if sys.argv0_system == "win32":
    ON_LINUX |= {"fcntl", "grp", "pwd", "resource", "syslog", "termios"}
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "geteuid", "getuid", "sched_getaffinity", "setsid", "fork"):
        delattr(os, name)
    signal.SIGBREAK = signal.SIGUSR1
    for name in ("SIGALRM", "SIGHUP", "pthread_kill", "setitimer"):
        delattr(signal, name)


class Nowhere(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in ON_LINUX:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


for name in ON_LINUX:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Nowhere())
sys.platform = sys.argv0_system
"""


@pytest.fixture(params=SYSTEMS)
def gradax(request, tmp_path):
    """Runs the command as on that system; gives the exit code and what was printed, on one line."""
    site = tmp_path / "site" / "sitecustomize.py"
    site.parent.mkdir()
    site.write_text(
        f"import platform\nplatform.system = lambda: {SYSTEMS[request.param]!r}\n"
        + SITE.replace("sys.argv0_system", repr(request.param))
    )

    def gradax(*arguments, cwd, program="from gradax.cli import main; main()"):
        environment = os.environ | {"PYTHONPATH": f"{site.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
        command = [sys.executable, "-c", program, *map(str, arguments)]
        ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)
        return ran.returncode, " ".join((ran.stdout + ran.stderr).split())

    gradax.system = SYSTEMS[request.param]  # type: ignore[attr-defined]
    return gradax


def test_students_check_ask_look_hand_in_and_begin_again(make, gradax):
    place = make("def double(x): return x * x")
    code, said = gradax("check", cwd=place.folder)
    assert (code, "✗ double: 1 of 2 checks pass" in said) == (1, True), said
    code, said = gradax("hint", "double", cwd=place.folder)
    assert (code, "What is twice three?" in said) == (0, True), said
    code, said = gradax("progress", cwd=place.folder)
    assert (code, "double" in said) == (0, True), said
    code, said = gradax("submit", "--student", "ada", "--yes", cwd=place.folder)
    assert (code, "Receipt: " in said) == (0, True), said
    code, said = gradax("receipt", ".", cwd=place.folder)
    assert (code, "You handed it in on " in said) == (0, True), said
    code, said = gradax("reset", "double", "--yes", cwd=place.folder)
    assert code == 0, said
    assert "write me" in place.notebook_path.read_text()


NOTEBOOK = """
import gradax

def double(x):
    return 2 * x

gradax.check("double")
gradax.hint("double")

def double(x):
    while True:
        pass

gradax.check("double", seconds=0.2)
"""


def test_in_a_notebook_code_is_checked_and_interrupted(make, gradax):
    code, said = gradax(cwd=make().folder, program=NOTEBOOK)
    assert (code, "✓ double: both checks pass" in said, "What is twice three?" in said) == (1, True, True), said
    assert "`double` did not end within 0.2 s: line" in said


def test_into_a_pipe_goes_what_its_encoding_can_write(make, gradax, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")  # as a pipe on Windows has fewer characters than UTF-8
    code, said = gradax("check", cwd=make("def double(x): return x * x").folder)
    assert (code, "? double: 1 of 2 checks pass (10 points" in said) == (1, True), said


def test_watch_mode_asks_for_a_keyboard(make, gradax):
    code, said = gradax("check", "--watch", cwd=make().folder)
    assert (code, said) == (2, "`--watch` needs a terminal with a keyboard. Without one, run `gradax check`.")


def test_an_instructor_can_ask_whose_a_notebook_is(tiny_course, gradax):
    source = tiny_course.root / "source" / tiny_course.name / f"{tiny_course.name}.ipynb"
    tiny_course.write(f"release/{tiny_course.name}/{tiny_course.name}.ipynb", source.read_text())
    tiny_course.write(f"mail/{tiny_course.name}.ipynb", source.read_text())
    code, said = gradax("receipt", f"mail/{tiny_course.name}.ipynb", cwd=tiny_course.root)
    assert (code, "No graded submission of 01_tiny has the receipt" in said) == (1, True), said


def test_grading_refuses_and_says_where_it_works(tiny_course, gradax):
    code, said = gradax("grade", cwd=tiny_course.root)
    assert code == 2, said
    assert f"{gradax.system} has no Landlock, seccomp or namespaces: grade on Linux, in WSL2, a virtual machine" in said
    assert "Traceback" not in said


def test_doctor_says_it_too(gradax, tmp_path):
    code, said = gradax("doctor", cwd=tmp_path)
    assert code == 1, said
    assert "Protection: none" in said
    assert "On Windows use WSL2; on macOS a Linux virtual machine or container." in said

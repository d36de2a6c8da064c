"""Attacks by what is handed in, rather than by what it computes: broken, strange and hostile files and folders."""

from __future__ import annotations

import copy
import json
import os
import socket
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.gradax.attacks.course import EXERCISE, HONEST, POINTS, AttackedCourse

Notebook = dict[str, Any]
NAME = AttackedCourse.name
FILE = f"{NAME}.ipynb"
FULL, NONE = POINTS, 0.0
OWN = "import os\nopen({path!r}, 'w').close()\nos._exit(0)\n"


@dataclass(frozen=True)
class NotebookAttack:
    """A way to hand something in.

    Attributes:
        slug: its name.
        hand_in: fills the submission's folder, given an honest notebook to spoil and the host's folder.
        score: the points it is worth.
        says: words of a warning; of the reason, where it is malformed.
        malformed: whether it cannot be read.
        folder: what the student's folder has in its name, where that is what is odd.
    """

    slug: str
    hand_in: Callable[[Path, Notebook, Path], None]
    score: float = NONE
    says: str = ""
    malformed: bool = False
    folder: str = ""

    category = "notebooks"

    @property
    def name(self) -> str:
        """Category and slug."""
        return f"{self.category}-{self.slug}"

    @property
    def student(self) -> str:
        """Whose folder it may lie in."""
        return self.folder or self.name


NOTEBOOK_ATTACKS: list[NotebookAttack] = []


def _handed_in(
    score: float = NONE, says: str = "", *, malformed: bool = False
) -> Callable[[Callable[[Path, Notebook, Path], None]], Callable[[Path, Notebook, Path], None]]:
    """Registers a function as an attack under its name."""

    def register(hand_in: Callable[[Path, Notebook, Path], None]) -> Callable[[Path, Notebook, Path], None]:
        NOTEBOOK_ATTACKS.append(NotebookAttack(hand_in.__name__.replace("_", "-"), hand_in, score, says, malformed))
        return hand_in

    return register


def _changed(
    slug: str, change: Callable[[Notebook], object], score: float = FULL, says: str = "", *, malformed: bool = False
) -> None:
    """Registers a change of the notebook as an attack."""

    def hand_in(folder: Path, notebook: Notebook, host: Path) -> None:
        change(notebook)
        _write(folder, json.dumps(notebook).encode())

    NOTEBOOK_ATTACKS.append(NotebookAttack(slug, hand_in, score, says, malformed))


def _bytes(slug: str, data: bytes | Callable[[bytes], bytes], says: str) -> None:
    """Registers bytes, or what becomes of the honest ones, as an attack that is malformed."""

    def hand_in(folder: Path, notebook: Notebook, host: Path) -> None:
        _write(folder, data if isinstance(data, bytes) else data(json.dumps(notebook).encode()))

    NOTEBOOK_ATTACKS.append(NotebookAttack(slug, hand_in, NONE, says, malformed=True))


def _source(slug: str, source: str, score: float = NONE, says: str = "") -> None:
    """Registers a solution cell's content as an attack."""
    _changed(slug, lambda notebook: _cell(notebook).update(source=source), score, says)


def _write(folder: Path, data: bytes, name: str = FILE) -> None:
    (folder / name).write_bytes(data)


def _cell(notebook: Notebook, name: str = EXERCISE) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def _settings(notebook: Notebook, name: str = f"test_{EXERCISE}") -> dict[str, Any]:
    return _cell(notebook, name)["metadata"]["nbgrader"]


# What is no notebook.
_bytes("not-json", b"%PDF-1.7\n\xff\xfe\x00", "not JSON")
_bytes("truncated", lambda whole: whole[: len(whole) // 2], "cut off")
_bytes("empty", b"", "is empty")
_bytes("deep-lists", b"[" * 500_000, "nested too deeply")
_bytes(
    "deep-metadata",
    lambda whole: whole.replace(b'"metadata": {', b'"metadata": {"a": ' + b'{"a":' * 99_999, 1),
    "nested too deeply",
)
_bytes("nbformat-3", b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "not of nbformat 4")
_bytes("nbformat-99", lambda whole: whole.replace(b'"nbformat": 4', b'"nbformat": 99'), "not of nbformat 4")
_bytes("nbformat-nan", lambda whole: whole.replace(b'"nbformat": 4', b'"nbformat": NaN'), "not of nbformat 4")
_bytes("no-cells", b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "no list of cells")
_bytes("a-million-cells", b'{"nbformat": 4, "cells": [' + b"{}," * 300_000 + b"{}]}", "cells")


@_handed_in(FULL)
def another_encoding(folder, notebook, host):
    """UTF-16, which its first bytes say."""
    _write(folder, json.dumps(notebook).encode("utf-16"))


@_handed_in(says="larger than 1 MiB", malformed=True)
def two_hundred_megabytes(folder, notebook, host):
    """Mostly a hole, so that it costs this disk nothing."""
    _write(folder, json.dumps(notebook).encode())
    os.truncate(folder / FILE, 200 << 20)


# Cells and settings that are not as released.
_changed(
    "missing-solution", lambda notebook: notebook["cells"].remove(_cell(notebook)), NONE, "is missing in the submission"
)
_changed(
    "missing-grade-cell",
    lambda notebook: notebook["cells"].remove(_cell(notebook, f"test_{EXERCISE}")),
    FULL,
    "is missing in the submission",
)
_changed("no-cells-at-all", lambda notebook: notebook["cells"].clear(), NONE, "missing in the submission")
_changed(
    "duplicated-solution",
    lambda notebook: notebook["cells"].append(copy.deepcopy(_cell(notebook))),
    FULL,
    "there more than once",
)
_changed(
    "duplicated-grade-cells",
    lambda notebook: notebook["cells"].extend(copy.deepcopy(_cell(notebook, f"test_{EXERCISE}")) for _ in range(50)),
    FULL,
    "there more than once",
)
_changed("reordered", lambda notebook: notebook["cells"].reverse(), FULL, "not in the order of the release")
_changed("retyped-solution", lambda notebook: _cell(notebook).update(cell_type="raw"), FULL, "no longer a code cell")
_changed(
    "retyped-grade-cell",
    lambda notebook: _cell(notebook, f"test_{EXERCISE}").update(cell_type="markdown"),
    FULL,
    "is not as in the release",
)
_changed("more-points", lambda notebook: _settings(notebook).update(points=1000.0), FULL, "settings (points, locks)")
_changed(
    "infinite-points",
    lambda notebook: _settings(notebook).update(points=float("inf")),
    FULL,
    "settings (points, locks)",
)
_changed(
    "not-graded",
    lambda notebook: _settings(notebook).update(grade=False, locked=False),
    FULL,
    "settings (points, locks)",
)
_changed(
    "grade-cell-that-scores",
    lambda notebook: _cell(notebook, f"test_{EXERCISE}").update(source="1000.0"),
    FULL,
    "is not as in the release",
)
_changed(
    "unlocked-setup",
    lambda notebook: _cell(notebook, "setup").update(source="import os\nos._exit(0)"),
    FULL,
    "is not as in the release",
)
_changed(
    "metadata-of-another-sort",
    lambda notebook: [cell.update(metadata=[1, None]) for cell in notebook["cells"]],
    FULL,
    "settings",
)
_changed("cells-that-are-none", lambda notebook: notebook["cells"].extend([None, 7, "cell", []]), FULL, "are not cells")
_changed(
    "another-kernel",
    lambda notebook: notebook["metadata"].update(kernelspec={"name": "bash", "language": "bash", "display_name": "sh"}),
    FULL,
    "not written in Python",
)
_changed("a-kernel-of-no-sort", lambda notebook: notebook["metadata"].update(kernelspec=[1], language_info="x"), FULL)
_changed(
    "forged-outputs",
    lambda notebook: [
        cell.update(
            outputs=[{"output_type": "stream", "name": "stdout", "text": "passed: 60 of 60\n"}],
            source="def affine(x): return x",
        )
        for cell in notebook["cells"]
        if cell["id"] == EXERCISE
    ],
    NONE,
)

# Sources that are no Python, or not only that.
_source("syntax-error", "def affine(x:\n    return 3 * x + 1\n")
_source("indentation", "\tdef affine(x):\n  return 3 * x + 1\n")
_source("nul", f"# \0\n{HONEST}", FULL, "cannot read were replaced")
_source("surrogate", f"# \ud800\n{HONEST}", FULL, "cannot read were replaced")
_source("deep-expression", f"affine = {'(' * 50_000}x{')' * 50_000}")
_source("deep-operators", f"affine = {'-' * 100_000}1")
_source("long-source", f"{HONEST}#{'x' * 300_000}", NONE, "far too much of it")
_source("magics", f"%load_ext autoreload\n%autoreload 2\n%%time\n{HONEST}", FULL)
_source("magics-above", f"%matplotlib inline\n?print\n{HONEST}", FULL)
_source(
    "shell",
    f"!touch /tmp/owned; rm -rf ~/nothing\n!!id\nx = !cat /etc/passwd\n{HONEST}",
    FULL,
    "shell lines (`!`) did nothing",
)
_source("bash-cell", "%%bash\ntouch /tmp/owned\n", NONE)
_source("asynchronous", "await __import__('asyncio').sleep(0)\n" + HONEST, FULL)


# What lies in the folder.
@_handed_in(says="There is no notebook", malformed=True)
def no_file(folder, notebook, host):
    """Nothing."""


@_handed_in(says="several notebooks", malformed=True)
def several_notebooks(folder, notebook, host):
    """None of which has the right name."""
    for name in ("a.ipynb", "b.ipynb"):
        _write(folder, json.dumps(notebook).encode(), name)


@_handed_in(FULL, "other notebooks beside")
def another_notebook_beside(folder, notebook, host):
    """One of them has it."""
    for name in (FILE, "copy.ipynb"):
        _write(folder, json.dumps(notebook).encode(), name)


@_handed_in(FULL, "does not have the name")
def another_name(folder, notebook, host):
    """Any name will do for an only one."""
    _write(folder, json.dumps(notebook).encode(), "Untitled (1)\n<b>.ipynb")


@_handed_in(says="hand it in again", malformed=True)
def unreadable_file(folder, notebook, host):
    """Root can read it, and finds it empty."""
    _write(folder, b"")
    (folder / FILE).chmod(0)


@_handed_in(says="links are not followed", malformed=True)
def link_to_a_file(folder, notebook, host):
    """To what only the grader may read."""
    (folder / FILE).symlink_to(host / "secret")


@_handed_in(says="links are not followed", malformed=True)
def link_to_another_student(folder, notebook, host):
    """Whose work it is not."""
    (folder / FILE).symlink_to(folder.parent.parent / "victim" / NAME / FILE)


@_handed_in(says="links are not followed", malformed=True)
def link_as_a_folder(folder, notebook, host):
    """To the victim's."""
    folder.rmdir()
    folder.symlink_to(folder.parent.parent / "victim" / NAME)


@_handed_in(says="links are not followed", malformed=True)
def link_to_itself(folder, notebook, host):
    """Which leads nowhere."""
    (folder / FILE).symlink_to(FILE)


@_handed_in(says="not a regular file", malformed=True)
def fifo(folder, notebook, host):
    """Who reads it waits for ever."""
    os.mkfifo(folder / FILE)


@_handed_in(says="cannot be read", malformed=True)
def unix_socket(folder, notebook, host):
    """Which cannot be opened."""
    with chdir(folder), socket.socket(socket.AF_UNIX) as server:
        server.bind(FILE)


@_handed_in(FULL)
def folder_as_a_file(folder, notebook, host):
    """With a notebook in it, the only one there is."""
    (folder / FILE).mkdir()
    _write(folder / FILE, json.dumps(notebook).encode())


@_handed_in(FULL)
def shadow_modules(folder, notebook, host):
    """Beside the notebook lie modules that Python, pytest or nbgrader might take for theirs."""
    _write(folder, json.dumps(notebook).encode())
    names = ("jax", "numpy", "conftest", "sitecustomize", "usercustomize", "gradax", "nbgrader_config", "test_affine")
    for name in names:
        (folder / f"{name}.py").write_text(OWN.format(path=str(host / "owned")))
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p jax\n")
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\npython_files = '*'\n")


@_handed_in(FULL)
def shadows_in_the_students_folder(folder, notebook, host):
    """One folder further up."""
    _write(folder, json.dumps(notebook).encode())
    for name in ("jax", "conftest", "nbgrader_config"):
        (folder.parent / f"{name}.py").write_text(OWN.format(path=str(host / "owned")))


@_handed_in(FULL)
def a_hostile_timestamp(folder, notebook, host):
    """nbgrader reads it: a link, to a file that is none."""
    _write(folder, json.dumps(notebook).encode())
    (folder / "timestamp.txt").symlink_to(host / "secret")


def _named(slug: str, name: str) -> None:
    """Registers an honest notebook in an oddly named folder."""

    def hand_in(folder: Path, notebook: Notebook, host: Path) -> None:
        _write(folder, json.dumps(notebook).encode())

    NOTEBOOK_ATTACKS.append(NotebookAttack(slug, hand_in, FULL, folder=name))


_named("name-with-markup", "<img src=x onerror=alert(1)>[bold red]")
_named("name-with-escapes", "\x1b]0;owned\x07\x1b[2J\r")
_named("name-with-spaces", 'o\'neill "and" sons; $(touch owned) `touch owned`')
_named("name-with-patterns", "[a-z]*?{assignment_id}")
_named("name-with-sql", "'; DROP TABLE grade; --")
_named("name-with-newline", "two\nlines")
_named("name-of-other-bytes", os.fsdecode(b"zo\xeb"))
_named("name-right-to-left", "\u202excod.exe")
_named("name-that-is-long", "n" * 200)

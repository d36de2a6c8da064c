"""Copies of the course, with a class that has handed in."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import cost_of
from gradax.course import Course

BIN = Path(sys.executable).parent
_PARTS = ("course.yaml", "nbgrader_config.py", "source", "release", "tests", ".gradax/xla")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "gradax")  # the package's own tests are not part of a course
_STOCK = "c = get_config()\nc.Execute.timeout = 60\n"


def copied(course: Course, root: Path, *, stock: bool = False) -> Path:
    """A copy of the course without submissions, with what was compiled for it; `stock`: nbgrader's own settings."""
    root.mkdir(parents=True)
    for part in _PARTS:
        if (course.root / part).is_dir():
            shutil.copytree(course.root / part, root / part, ignore=_LEFT_OUT)
        else:
            shutil.copy(course.root / part, root / part)
    if stock:
        (root / "nbgrader_config.py").write_text(_STOCK, encoding="utf-8")
    return root


def hand_in(root: Path, assignment: str, notebooks: Sequence[bytes]) -> None:
    """Release the assignment in a copy of the course, and put one notebook into each student's folder."""
    cost_of([str(BIN / "nbgrader"), "generate_assignment", assignment, "--force"], cwd=root, env=environment())
    for number, notebook in enumerate(notebooks):
        folder = root / "submitted" / f"student{number:03d}" / assignment
        shutil.copytree(root / "release" / assignment, folder)
        (folder / f"{assignment}.ipynb").write_bytes(notebook)


def environment() -> dict[str, str]:
    """The environment in which nbgrader finds alembic."""
    return {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}

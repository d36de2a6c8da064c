"""The same class graded by `otter run`, one submission after the other.

Otter's tests run in the kernel that has executed the notebook. Here each asks what nbgrader's grade cell asks, the
visible checks of one exercise, so that both do the same work; the grade cells themselves are taken out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.courses import BIN, environment
from benchmarks.measure import cost_of
from benchmarks.tables import Table
from gradax.course import Assignment
from gradax.course.notebook import Notebook, is_grade, is_solution

OTTER = BIN / "otter"
_TEST = """OK_FORMAT = False
from otter.test_files import test_case

name, points = {name!r}, {points!r}


@test_case()
def test_visible(env):
    env["check"]({name!r})
"""


def compare(
    assignment: Assignment, classes: Mapping[str, Sequence[bytes]], ours: Mapping[str, float], folder: Path
) -> Table:
    """Grade classes with otter; `ours` are gradax's CPU seconds per submission of the same classes."""
    autograder = _autograder(assignment, folder)
    rows = []
    for kind, notebooks in classes.items():
        costs = [_graded(autograder, notebook, folder / f"{kind}{at}") for at, notebook in enumerate(notebooks)]
        theirs = sum(costs) / len(costs)
        rows.append([assignment.name, kind, f"{theirs:.1f}", f"{ours[kind]:.2f}", f"1 : {theirs / ours[kind]:.1f}"])
    return Table(
        title="CPU seconds a submission with `otter run`, of the same classes",
        columns=("assignment", "class", "otter", "gradax", "ratio"),
        rows=rows,
        note="Otter runs the visible checks, in the process of the student's code; gradax runs the hidden tests.",
    )


def _autograder(assignment: Assignment, folder: Path) -> Path:
    """Otter's zip of tests, and of the files beside the released notebook."""
    tests, made = folder / "tests", folder / "autograder.zip"
    tests.mkdir(parents=True)
    for exercise in assignment.exercises:
        text = _TEST.format(name=exercise.name, points=exercise.points)
        (tests / f"{exercise.name}.py").write_text(text, encoding="utf-8")
    files = [each.name for each in assignment.release_path.parent.iterdir() if each.suffix != ".ipynb"]
    options = ["--no-requirements", "--no-config", "--no-environment"]
    command = [str(OTTER), "generate", "--tests-dir", str(tests), "--output-path", str(made), *options, *files]
    cost_of(command, cwd=assignment.release_path.parent)
    return made


def _graded(autograder: Path, notebook: bytes, folder: Path) -> float:
    folder.mkdir()
    handed_in = folder / "notebook.ipynb"
    handed_in.write_text(json.dumps(_without_grade_cells(json.loads(notebook))), encoding="utf-8")
    command = [str(OTTER), "run", str(handed_in), "--autograder", str(autograder), "--output-dir", str(folder)]
    cpu = cost_of([*command, "--no-logo"], cwd=folder, env=environment()).cpu
    tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
    if not any(test.get("score") for test in tests):
        raise RuntimeError(f"otter gave no points at all: {tests}")
    return cpu


def _without_grade_cells(notebook: Notebook) -> Notebook:
    return {**notebook, "cells": [cell for cell in notebook["cells"] if not is_grade(cell) or is_solution(cell)]}

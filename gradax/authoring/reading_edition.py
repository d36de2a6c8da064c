"""The reading edition, for after the deadline: an assignment with its solutions.

Beside each solution stand other right answers of the bank, and instructive wrong ones.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from gradax.authoring.hidden_tests import HiddenTests, read_hidden_tests, without_docstring
from gradax.authoring.layout import MATERIAL
from gradax.authoring.normal_form import normalise, to_text
from gradax.authoring.solutions import without_marks
from gradax.course import Answer, Assignment, Exercise
from gradax.course.notebook import Cell, Notebook, grade_id_of, is_check, source_of
from gradax.files import write_whole

FOLDER = "solutions"
RIGHT, WRONG = 2, 3  # that are shown of an exercise at most
_NOT_LONGER = 1.5  # times the solution: what else is worth reading
_TOP = """\
**Reading edition.** Here are the solutions, and for each exercise other answers: right ones that go about it
differently, and wrong ones that look right, with what gives them away.
Read your own answer first, then these.
"""


def write_reading_edition(assignment: Assignment) -> Path:
    """Write the reading edition into ``solutions/``, in place of an earlier one; gives the notebook's path.

    Raises:
        CourseError: where hidden tests or answers cannot be read.
    """
    notebook = reading_edition(assignment)
    folder = assignment.course.root / FOLDER / assignment.name
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / assignment.notebook_path.name
    write_whole(path, to_text(notebook).encode())
    for name in sorted(MATERIAL):
        if (assignment.source / name).is_dir():
            shutil.copytree(assignment.source / name, folder / name)
    return path


def reading_edition(assignment: Assignment) -> Notebook:
    """The instructor notebook without grade cells and marks, with other answers after each solution."""
    exercises = {exercise.name: exercise for exercise in assignment.exercises}
    title, *rest = (cell for cell in assignment.notebook["cells"] if not is_check(cell))
    cells = [_bare(title), _prose(_TOP)]
    for cell in rest:
        cells.append(_bare(cell))
        exercise = exercises.get(grade_id_of(cell) or "")
        if exercise is not None:
            cells += [_prose(text) for text in _asides(assignment, exercise)]
    return normalise({**assignment.notebook, "cells": cells})


def _bare(cell: Cell) -> Cell:
    """The cell without what nbgrader needs to know of it."""
    metadata = {key: value for key, value in cell["metadata"].items() if key == "tags"}
    return {**cell, "metadata": metadata, "source": without_marks(source_of(cell))}


def _prose(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text.rstrip("\n")}


def _asides(assignment: Assignment, exercise: Exercise) -> list[str]:
    bank = [answer for answer in assignment.bank if answer.exercise == exercise.name]
    tests = read_hidden_tests(assignment.hidden_path(exercise.name))
    return [
        *(f"**Another way.** {other.description}\n\n{_block(other)}" for other in _other_ways(exercise, bank)),
        *(
            f"**Looks right, but is not.** {wrong.description} What gives it away:\n\n"
            f"{_rubric(tests, wrong)}\n\n{_block(wrong)}"
            for wrong in _near_misses(exercise, bank, tests)
        ),
    ]


def _rubric(tests: HiddenTests, wrong: Answer) -> str:
    """What the tests that it fails ask for, as students know it from their feedback."""
    lines = [tests.rubric(name) for name in wrong.fails if name in tests.functions]
    return "\n".join(f"- {' '.join(line.split())}" for line in lines if line)


def _block(answer: Answer) -> str:
    """The answer's code, which does not run with the notebook, without the comments that describe it."""
    lines = answer.source.strip("\n").splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(["```python", *lines, "```"])


def _other_ways(exercise: Exercise, bank: Sequence[Answer]) -> list[Answer]:
    """The right answers that are least like the solution, but for long ones."""
    solution = _essence(exercise.solution)
    right = {answer.name: _essence(answer.source) for answer in bank if answer.right}
    short = [answer for answer in bank if answer.right and len(right[answer.name]) <= _NOT_LONGER * len(solution)]
    return sorted(short, key=lambda answer: _likeness(solution, right[answer.name]))[:RIGHT]


def _near_misses(exercise: Exercise, bank: Sequence[Answer], tests: HiddenTests) -> list[Answer]:
    """The wrong answers that are most like the solution and miss its lesson, each with a mistake of its own."""
    solution = _essence(exercise.solution)

    def order(answer: Answer) -> tuple[bool, float]:
        misses_the_lesson = any(name in tests.functions and tests.is_core(name) for name in answer.fails)
        return not misses_the_lesson, -_likeness(solution, _essence(answer.source))

    wrong = sorted((answer for answer in bank if not answer.right), key=order)
    own = {frozenset(answer.fails): answer for answer in reversed(wrong)}  # the first of those that fail alike
    return sorted(own.values(), key=wrong.index)[:WRONG]


def _essence(source: str) -> list[str]:
    """The code's words, without comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.body = without_docstring(node.body) or [ast.Pass()]
    return ast.unparse(tree).split()


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

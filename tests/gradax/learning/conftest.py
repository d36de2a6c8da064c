"""A small assignment as a student has it: two exercises, with checks, hints and an untouched copy."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gradax import cli
from gradax.cli.app import FINE
from gradax.learning.workplace import Workplace

STUB = "def double(x):\n    raise NotImplementedError('write me')"
DOUBLE = "def double(x):\n    return 2 * x"

LAST = "def last(x):\n    return x[-1]"

CHECK_DOUBLE = '''
from gradax.testing import expect_close, fail

def test_one(student):
    """It doubles a number."""
    expect_close(student.double(3.0), 6.0, what="`double(3.0)`", because="You may have *squared* it.")

def test_zero(student):
    """Zero stays zero."""
    expect_close(student.double(0.0), 0.0, what="`double(0.0)`")
'''
CHECK_LAST = '''
from gradax.testing import expect

def test_last(student):
    """It gives the last element."""
    expect(student.last([1, 2]) == 2, "`last([1, 2])` is not 2.")
'''
RUNGS = ["What is twice three?", "Multiply.", "`2 * x`"]


def code(source: str, grade_id: str | None = None, *, tags: tuple[str, ...] = (), points: float | None = None) -> Any:
    metadata: dict[str, Any] = {"tags": list(tags)}
    if grade_id:
        grade = points is not None
        metadata["nbgrader"] = {"grade_id": grade_id, "grade": grade, "solution": not grade, "points": points}
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def notebook(*cells: Any) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)})


def exercise_cells(double: str, last: str) -> list[Any]:
    return [
        code("import math"),
        code(double, "double"),
        code('check("double")', "test_double", points=10),
        code("raise RuntimeError('a demonstration')", tags=("demo",)),
        code(last, "last"),
        code('check("last")', "test_last", points=5),
    ]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Workplace]:
    """Makes the student's folder with these solutions in the notebook."""

    def made(double: str = DOUBLE, last: str = LAST, extra: tuple[Any, ...] = ()) -> Workplace:
        folder = tmp_path / "01_small"
        (folder / "checks").mkdir(parents=True, exist_ok=True)
        (folder / "hints").mkdir(exist_ok=True)
        (tmp_path / ".pristine").mkdir(exist_ok=True)
        (folder / "checks" / "test_double.py").write_text(CHECK_DOUBLE)
        (folder / "checks" / "test_last.py").write_text(CHECK_LAST)
        (folder / "hints" / "double.md").write_text("\n---\n".join(RUNGS))
        (folder / "01_small.ipynb").write_text(notebook(*exercise_cells(double, last), *extra))
        (tmp_path / ".pristine" / "01_small.ipynb").write_text(notebook(*exercise_cells(STUB, "")))
        return Workplace(folder)

    return made


@pytest.fixture
def cell() -> Callable[..., Any]:
    """Makes a code cell."""
    return code


@pytest.fixture
def stub() -> str:
    """The released cell of `double`."""
    return STUB


@pytest.fixture
def gradax(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str | int, str]]:
    """Runs the command; gives the exit code and what was printed, on one line."""

    def run(*arguments: object) -> tuple[str | int, str]:
        monkeypatch.setattr(sys, "argv", ["gradax", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or FINE, " ".join((printed.out + printed.err).split())

    return run
